#!/usr/bin/env bash
# What the gateway makes of every file of a folder: benchmarks/routes/run.sh FOLDER RESULTS
set -euo pipefail
files=$(realpath -e -- "${1:?usage: run.sh FOLDER FOLDER_FOR_RESULTS}") && [ -d "$files" ] ||
  { echo "bench-routes: no such folder: $1; name one with images" >&2; exit 2; }
results=$(realpath -m -- "${2:?usage: run.sh FOLDER FOLDER_FOR_RESULTS}")
cd "$(dirname "$0")/../.."
PORT=${PORT:-18110}                  # and the one after it
GATEWAY_OPTIONS=${GATEWAY_OPTIONS:-} # such as: --quality 30
bench=bench-routes
. benchmarks/servers.sh

dotnet build src/VaeGateway.Gateway -c Release --nologo -v quiet -o artifacts/routes/gateway
dotnet build deploy/demo/origin.cs -c Release --nologo -v quiet -o artifacts/routes/origin
dotnet build benchmarks/routes/routes.cs -c Release --nologo -v quiet -o artifacts/routes/client

origin=http://127.0.0.1:$PORT
gateway=http://127.0.0.1:$((PORT + 1))
start "$PORT" dotnet artifacts/routes/origin/origin.dll "$files" "$origin"
start $((PORT + 1)) dotnet artifacts/routes/gateway/VaeGateway.Gateway.dll --origin "$origin" --urls "$gateway" \
  --Logging:LogLevel:Default Warning $GATEWAY_OPTIONS
dotnet artifacts/routes/client/routes.dll "$files" "$gateway" "$results" "$(about "Gateway, origin and client")"
