#!/usr/bin/env bash
# Installs what the load benchmark needs and the machine lacks; does nothing, quickly, where all is there.
set -euo pipefail

fail() {
  echo "bench-load: $1" >&2
  exit 1
}

command -v dotnet >/dev/null || fail "the .NET SDK 10 is missing; see https://dot.net/download"

# command -v alone is not enough: Debian keeps servers in /usr/sbin, which is not on every user's path.
has() { command -v "$1" >/dev/null || [ -x "/usr/sbin/$1" ]; }

missing=()
for pair in wrk:wrk nginx:nginx varnishd:varnish redis-server:redis-server vips:libvips-tools curl:curl jq:jq taskset:util-linux; do
  has "${pair%%:*}" || missing+=("${pair#*:}")
done
((${#missing[@]} > 0)) || exit 0

((EUID == 0)) || fail "please install: ${missing[*]} (on Debian, as root: apt-get install ${missing[*]})"
command -v apt-get >/dev/null || fail "please install: ${missing[*]}"
echo "Installing ${missing[*]} ..."
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
