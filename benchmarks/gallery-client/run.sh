#!/usr/bin/env bash
# The gallery of a .NET app, with and without latents: benchmarks/gallery-client/run.sh PICTURES RESULTS
set -euo pipefail
images=$(realpath -e -- "${1:?usage: run.sh FOLDER_OF_PICTURES FOLDER_FOR_RESULTS}") && [ -d "$images" ] ||
  { echo "bench-gallery: no such folder: $1; name one with pictures" >&2; exit 2; }
results=$(realpath -m -- "${2:?usage: run.sh FOLDER_OF_PICTURES FOLDER_FOR_RESULTS}")
cd "$(dirname "$0")/../.."
PORT=${PORT:-18100}                  # and the one after it
GATEWAY_OPTIONS=${GATEWAY_OPTIONS:-} # such as: --quality 30
log=$(mktemp)
pids=()

stop() {
  trap - EXIT INT TERM
  ((${#pids[@]} == 0)) || kill "${pids[@]}" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -f "$log"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

fail() {
  echo "bench-gallery: $1" >&2
  exit 1
}

# start PORT COMMAND...: runs a server and waits until it listens.
start() {
  local port=$1
  shift
  ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || fail "something already listens on port $port; stop it, or choose other ports: PORT=28100"
  "$@" >>"$log" 2>&1 &
  pids+=($!)
  for _ in $(seq 240); do
    if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then return 0; fi
    kill -0 $! 2>/dev/null || break
    sleep 0.25
  done
  tail -n 20 "$log" >&2
  fail "$1 $2 did not start on port $port; its last words are above"
}

about() {
  local cpu memory
  cpu=$(lscpu | sed -n 's/^Model name: *//p' | sed -n 1p)
  memory=$(awk '/^MemTotal/ { printf "%.1f", $2 * 1024 / 1e9 }' /proc/meminfo)
  echo "$(date -u +%Y-%m-%dT%H:%M:%SZ), commit $(git describe --always --dirty 2>/dev/null || echo unknown), $cpu, $(nproc) cores, $memory GB," \
    "Linux $(uname -r), .NET $(dotnet --version). Gateway, origin and app share the machine; its load average before was $(cut -d ' ' -f 1 /proc/loadavg)."
}

dotnet build src/VaeGateway.Gateway -c Release --nologo -v quiet -o artifacts/gallery/gateway
dotnet build deploy/demo/origin.cs -c Release --nologo -v quiet -o artifacts/gallery/origin
dotnet build benchmarks/gallery-client/gallery.cs -c Release --nologo -v quiet -o artifacts/gallery/client

origin=http://127.0.0.1:$PORT
gateway=http://127.0.0.1:$((PORT + 1))
start "$PORT" dotnet artifacts/gallery/origin/origin.dll "$images" "$origin"
start $((PORT + 1)) dotnet artifacts/gallery/gateway/VaeGateway.Gateway.dll --origin "$origin" --urls "$gateway" \
  --Logging:LogLevel:Default Warning $GATEWAY_OPTIONS
dotnet artifacts/gallery/client/gallery.dll "$images" "$origin" "$gateway" "$results" "$(about)"
