#!/usr/bin/env bash
# Installs what the page benchmark needs and the machine lacks; does nothing, quickly, where all is there.
set -euo pipefail

fail() {
  echo "bench-page: $1" >&2
  exit 1
}

"$(dirname "$0")/../../tests/setup.sh" # .NET, Node, Chromium, playwright-core
has() { command -v "$1" >/dev/null || [ -x "/usr/sbin/$1" ]; }

missing=()
for pair in nginx:nginx vips:libvips-tools curl:curl; do
  has "${pair%%:*}" || missing+=("${pair#*:}")
done
((${#missing[@]} > 0)) || exit 0

((EUID == 0)) || fail "please install: ${missing[*]} (on Debian, as root: apt-get install ${missing[*]})"
command -v apt-get >/dev/null || fail "please install: ${missing[*]}"
echo "Installing ${missing[*]} ..."
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
