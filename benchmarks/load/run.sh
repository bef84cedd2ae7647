#!/usr/bin/env bash
# The load benchmark: the gateway beside nginx, Varnish and plain YARP, all in front of one origin, in one run on one machine.
# benchmarks/load/run.sh PICTURES RESULTS
set -Eeuo pipefail
images=$(realpath -e -- "${1:?usage: run.sh FOLDER_OF_PICTURES FOLDER_FOR_RESULTS}") && [ -d "$images" ] ||
  { echo "bench-load: no such folder: $1; name one with pictures" >&2; exit 2; }
results=$(realpath -m -- "${2:?usage: run.sh FOLDER_OF_PICTURES FOLDER_FOR_RESULTS}")
cd "$(dirname "$0")/../.."
PATH=$PATH:/usr/sbin

# Options, from the environment. A quick look: DURATION=2 WARM_UP=2 MISSES=50 SPACED_MISSES=5 MEMORY_MINUTES=0.
DURATION=${DURATION:-10}             # seconds of each throughput measurement
WARM_UP=${WARM_UP:-10}               # seconds of the same load before it, thrown away: the JIT compiler's share
CONNECTIONS=${CONNECTIONS:-32}
WRK_THREADS=${WRK_THREADS:-1}
MISSES=${MISSES:-1000}               # back to back, for each server; 0 leaves them out
SPACED_MISSES=${SPACED_MISSES:-120}  # one a second, for each server; 0 leaves them out
MEMORY_MINUTES=${MEMORY_MINUTES:-10} # of mixed load; 0 leaves it out
WARM_SECONDS=${WARM_SECONDS:-300}    # patience until the pictures are latents
MAX_PICTURES=${MAX_PICTURES:-100}
GATEWAY_OPTIONS=${GATEWAY_OPTIONS:-} # more of them, such as: --quality 30
PORT=${PORT:-18080}                  # and the ten after it
CLIENT_CPUS=${CLIENT_CPUS:-0}        # wrk, curl and the origin
SERVER_CPUS=${SERVER_CPUS:-$(($(nproc) > 1 ? 1 : 0))} # the server that is measured, and its Redis

# cores LIST: how many cores a list such as 0-2,5 names.
cores() { tr , '\n' <<<"$1" | awk -F - '{ n += NF == 2 ? $2 - $1 + 1 : 1 } END { print n }'; }

benchmarks/load/setup.sh
for part in processes site servers throughput first-byte redis memory report; do
  . "benchmarks/load/$part.sh"
done

build
say "making the site"
make_site "$images"
say "starting origin, nginx, Varnish, YARP, Redis and two gateways; wrk and the origin on core $CLIENT_CPUS, servers on core $SERVER_CPUS"
start_all
measure_throughput
measure_first_byte
measure_redis
measure_memory
report
say "written to $results"
