#!/usr/bin/env bash
# Runs the public suite http-tests/cache-tests against a gateway of this repository, prints the score and writes the results.
# usage: tests/cache-tests/run.sh CHECKOUT [test-id]
#   CHECKOUT is a clone of https://github.com/http-tests/cache-tests after "npm install".
#   With a test-id only that test runs, tells all it did, and writes no results.
#   GATEWAY=path/to/VaeGateway.Gateway.dll takes a gateway that is built already.
#   RESULTS=folder takes the results; benchmarks/results/cache-tests if it is not set.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
checkout=$(cd "${1:?"usage: $0 CHECKOUT [test-id]"}" && pwd)
test_id=${2:-}
results=$(realpath -m -- "${RESULTS:-$root/benchmarks/results/cache-tests}")
origin_port=${ORIGIN_PORT:-8917}
gateway_port=${GATEWAY_PORT:-8918}

fail() {
  echo "cache-tests: $1" >&2
  exit 1
}

# Another run on the same ports would have its gateway scored instead of ours.
for port in "$origin_port" "$gateway_port"; do
  ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || fail "something already listens on port $port; stop it, or set ORIGIN_PORT and GATEWAY_PORT"
done

models=("$root"/models/*/model.json)
((${#models[@]} == 1)) && [[ -f ${models[0]} ]] || fail "one models/*/model.json is wanted, found: ${models[*]}"
work=$(mktemp -d)

if [[ -z ${GATEWAY:-} ]]; then
  dotnet build "$root/src/VaeGateway.Gateway" -c Release --nologo -v quiet --artifacts-path "$work/artifacts"
  GATEWAY=$(find "$work/artifacts/bin" -name VaeGateway.Gateway.dll | head -1)
fi
GATEWAY=$(realpath -e -- "$GATEWAY") || fail "GATEWAY names no file"

origin= gateway=
stop() {
  [[ -z $gateway ]] || kill "$gateway" 2>/dev/null || true
  [[ -z $origin ]] || kill "$origin" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap stop EXIT

wait_for() {
  for _ in $(seq 300); do
    ! curl -s -o /dev/null "$1" || return 0
    sleep 0.1
  done
  cat "$work"/*.log >&2
  fail "nothing answers at $1; the logs are above"
}

cd "$checkout"
npm_config_protocol=http npm_config_port=$origin_port npm_config_pidfile="$work/origin.pid" \
  node test-engine/server/server.mjs >"$work/origin.log" 2>&1 &
origin=$!
dotnet exec "$GATEWAY" --urls "http://127.0.0.1:$gateway_port" --origin "http://localhost:$origin_port" \
  --model "$(dirname "${models[0]}")" --environment Production ${GATEWAY_ARGS:-} >"$work/gateway.log" 2>&1 &
gateway=$!
wait_for "http://localhost:$origin_port/"
wait_for "http://127.0.0.1:$gateway_port/health/ready"

npm_config_base="http://127.0.0.1:$gateway_port" npm_config_id=$test_id npm_package_config_id=$test_id \
  node --no-warnings test-engine/cli.mjs >"$work/results.json"
if [[ -n $test_id ]]; then
  cat "$work/results.json" "$work/origin.log" "$work/gateway.log"
else
  node "$here/report.mjs" "$checkout" "$work/results.json" "$results"
fi
