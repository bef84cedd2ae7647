#!/usr/bin/env bash
# The gallery of a .NET app, with and without latents: benchmarks/gallery-client/run.sh PICTURES RESULTS
set -euo pipefail
images=$(realpath -e -- "${1:?usage: run.sh FOLDER_OF_PICTURES FOLDER_FOR_RESULTS}") && [ -d "$images" ] ||
  { echo "bench-gallery: no such folder: $1; name one with pictures" >&2; exit 2; }
results=$(realpath -m -- "${2:?usage: run.sh FOLDER_OF_PICTURES FOLDER_FOR_RESULTS}")
cd "$(dirname "$0")/../.."
PORT=${PORT:-18100}                  # and the one after it
GATEWAY_OPTIONS=${GATEWAY_OPTIONS:-} # such as: --quality 30
bench=bench-gallery
. benchmarks/servers.sh

dotnet build src/VaeGateway.Gateway -c Release --nologo -v quiet -o artifacts/gallery/gateway
dotnet build deploy/demo/origin.cs -c Release --nologo -v quiet -o artifacts/gallery/origin
dotnet build benchmarks/gallery-client/gallery.cs -c Release --nologo -v quiet -o artifacts/gallery/client

origin=http://127.0.0.1:$PORT
gateway=http://127.0.0.1:$((PORT + 1))
start "$PORT" dotnet artifacts/gallery/origin/origin.dll "$images" "$origin"
start $((PORT + 1)) dotnet artifacts/gallery/gateway/VaeGateway.Gateway.dll --origin "$origin" --urls "$gateway" \
  --Logging:LogLevel:Default Warning $GATEWAY_OPTIONS
dotnet artifacts/gallery/client/gallery.dll "$images" "$origin" "$gateway" "$results" "$(about "Gateway, origin and app")"
