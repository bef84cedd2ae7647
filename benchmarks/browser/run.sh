#!/usr/bin/env bash
# Encodes a few pictures and measures how fast a browser decodes them; see bench.mjs.
# benchmarks/browser/run.sh PICTURES MODEL RESULTS
set -euo pipefail
images=$(realpath -e -- "${1:?usage: run.sh FOLDER_OF_PICTURES MODEL_FOLDER FOLDER_FOR_RESULTS}")
model=$(realpath -e -- "${2:?usage: run.sh FOLDER_OF_PICTURES MODEL_FOLDER FOLDER_FOR_RESULTS}")
results=$(realpath -m -- "${3:?usage: run.sh FOLDER_OF_PICTURES MODEL_FOLDER FOLDER_FOR_RESULTS}")
cd "$(dirname "$0")/../.."

# Options, from the environment; also RUNS and GPU_RUNS (0: without WebGPU).
MAX_PICTURES=${MAX_PICTURES:-2}
QUALITY=${QUALITY:-32}
DECODER=${DECODER:-$model/decoder.bin}

[ -f "$DECODER" ] || { echo "bench-browser: $model has no decoder.bin for browsers; name one with DECODER=" >&2; exit 2; }
tests/setup.sh
node src/VaeGateway.Browser/ensure-built.mjs
dotnet build src/VaeGateway.Cli -c Release --nologo -v quiet
vaegw=src/VaeGateway.Cli/bin/Release/net10.0/vaegw

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
latents=()
for picture in "$images"/*.{png,jpg,jpeg,webp,avif}; do
  if [ -f "$picture" ] && ((${#latents[@]} < MAX_PICTURES)); then
    latent=$work/$(basename "${picture%.*}")-q$QUALITY.vgl
    "$vaegw" encode "$picture" "$latent" --quality "$QUALITY" --model "$model" >/dev/null
    latents+=("$latent")
  fi
done
((${#latents[@]} > 0)) || { echo "bench-browser: no pictures in $images" >&2; exit 2; }
node benchmarks/browser/bench.mjs "$DECODER" "$model" "$results" "${latents[@]}"
