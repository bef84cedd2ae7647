#!/usr/bin/env bash
# Installs what the tests need and the machine lacks; does nothing, quickly, where all is there.
set -euo pipefail

fail() {
  echo "setup: $1" >&2
  exit 1
}

command -v dotnet >/dev/null || fail "the .NET SDK 10 is missing; see https://dot.net/download"

missing=()
command -v redis-server >/dev/null || missing+=(redis-server)
command -v chromium >/dev/null || missing+=(chromium)

if ((${#missing[@]} > 0)); then
  command -v apt-get >/dev/null || fail "please install: ${missing[*]}"
  sudo=()
  if ((EUID != 0)); then
    command -v sudo >/dev/null || fail "please install, as root: ${missing[*]}"
    sudo=(sudo)
  fi
  "${sudo[@]}" apt-get update -qq
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
fi

# The browser SDK is built and tested with Node; distributions' own packages are often too old for it.
node_major=$(node --version 2>/dev/null | sed -nE 's/^v([0-9]+).*/\1/p') || true
((${node_major:-0} >= 20)) || fail "Node.js 20 or newer is missing; see https://nodejs.org"
command -v npm >/dev/null || fail "npm is missing; it comes with Node.js"

# npm's own record of what it installed is newer than the lock file unless the lock has changed since.
for folder in tests/browser tests/onnxruntime-web src/VaeGateway.Browser; do
  folder=$(dirname "$0")/../$folder
  if [[ ! $folder/node_modules/.package-lock.json -nt $folder/package-lock.json ]]; then
    npm ci --prefix "$folder" --silent
  fi
done
