#!/usr/bin/env bash
# Time and memory that one large picture takes: benchmarks/large-image/run.sh PICTURES [WIDTH HEIGHT QUALITY]
set -euo pipefail
images=$(realpath -e -- "${1:?usage: run.sh FOLDER_OF_PNGS [WIDTH HEIGHT QUALITY]}")
width=${2:-8660} height=${3:-5774} quality=${4:-40}
cd "$(dirname "$0")/../.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

dotnet build benchmarks/large-image/large-image.cs -c Release --nologo -v quiet -o artifacts/large-image
step() { dotnet artifacts/large-image/large-image.dll "$@"; }
step prepare "$images" "$width" "$height" "$folder/picture.rgb"
step encode "$folder/picture.rgb" "$width" "$height" "$quality" "$folder/picture.vgl"
step decode "$folder/picture.vgl" "$folder/picture.rgb"
