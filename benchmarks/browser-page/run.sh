#!/usr/bin/env bash
# The page benchmark: a page of pictures in Chromium, through the gateway with and without the SDK, and as WebP and JPEG from nginx.
# benchmarks/browser-page/run.sh PICTURES RESULTS
set -Eeuo pipefail
images=$(realpath -e -- "${1:?usage: run.sh FOLDER_OF_PICTURES FOLDER_FOR_RESULTS}") && [ -d "$images" ] ||
  { echo "bench-page: no such folder: $1; name one with pictures" >&2; exit 2; }
results=$(realpath -m -- "${2:?usage: run.sh FOLDER_OF_PICTURES FOLDER_FOR_RESULTS}")
cd "$(dirname "$0")/../.."
PATH=$PATH:/usr/sbin

# Options, from the environment.
ROUNDS=${ROUNDS:-3}              # visits of each kind; medians count
MEGABITS=${MEGABITS:-10}         # of the slow line
MAX_PICTURES=${MAX_PICTURES:-24}
MODEL=${MODEL:-}                 # folder of the model; empty: the newest
GATEWAY=${GATEWAY:-}             # a built VaeGateway.Gateway.dll; empty: it is built
PORT=${PORT:-18180}              # and the four after it

work=$(mktemp -d "${TMPDIR:-/tmp}/vaegateway-page.XXXXXX")
chmod 755 "$work" # nginx's workers are another user
pids=()
stop() {
  trap - EXIT INT TERM
  ((${#pids[@]} == 0)) || kill "${pids[@]}" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

fail() {
  echo "bench-page: $1" >&2
  exit 1
}
say() { printf '%4d s  %s\n' "$SECONDS" "$*"; }

# answers URL: waits up to a minute until something answers there.
answers() {
  for _ in $(seq 240); do
    if curl --silent --output /dev/null --max-time 2 "$1"; then return 0; fi
    sleep 0.25
  done
  fail "nothing answers at $1"
}

# page FOLDER EXTENSION HEAD: the page of a site.
page() {
  { echo "<!doctype html><meta charset=utf-8><title>Pictures</title><link rel=icon href=data:,>$3"; sed "s|.*|<img src=\"&.$2\" alt=\"\">|" "$work/names"; } >"$1/index.html"
}

# make_sites: the same pictures as WebP quality 75, JPEG quality 80, and as they are behind the gateway, with two pages.
make_sites() {
  local file name
  mkdir -p "$work"/{webp,jpeg,origin/sdk}
  while IFS= read -r file; do
    name=$(printf 'picture-%02d' "$(wc -l <"$work/names")")
    vips copy "$file" "$work/jpeg/$name.jpg[Q=80,strip]"
    vips copy "$file" "$work/webp/$name.webp[Q=75,effort=4,strip]"
    vips copy "$file" "$work/origin/$name.png"
    echo "$name" >>"$work/names"
  done < <(find -L "$images" -maxdepth 1 -type f | grep -iE '\.(jpe?g|png|webp|avif|tiff?)$' | sort | head -n "$MAX_PICTURES")
  [ -s "$work/names" ] || fail "no picture in $images"
  page "$work/webp" webp ""
  page "$work/jpeg" jpg ""
  page "$work/origin" png ""
  page "$work/origin/sdk" png '<base href="../"><script type="module">import { register } from "/.well-known/vaegateway/sdk/vaegateway.js"; window.sdk = await register({ scope: "/sdk/" });</script>'
}

start_nginx() {
  mkdir -p "$work/nginx/temp"
  cat >"$work/nginx/nginx.conf" <<CONF
pid nginx.pid;
error_log error.log warn;
events { worker_connections 256; }
http {
  include /etc/nginx/mime.types;
  access_log off;
  sendfile on;
  client_body_temp_path temp/body; proxy_temp_path temp/proxy; fastcgi_temp_path temp/fastcgi; uwsgi_temp_path temp/uwsgi; scgi_temp_path temp/scgi;
  add_header Cache-Control "public, max-age=3600";
  server { listen 127.0.0.1:$PORT; root $work/webp; }
  server { listen 127.0.0.1:$((PORT + 1)); root $work/jpeg; }
  server { listen 127.0.0.1:$((PORT + 2)); root $work/origin; }
}
CONF
  nginx -p "$work/nginx" -c "$work/nginx/nginx.conf" -e error.log -g 'daemon off;' &
  pids+=($!)
  answers "http://127.0.0.1:$PORT/"
}

start_gateway() {
  local gateway=${GATEWAY:-artifacts/browser-page/gateway/VaeGateway.Gateway.dll}
  [ -n "$GATEWAY" ] || dotnet build src/VaeGateway.Gateway -c Release --nologo -v quiet -o artifacts/browser-page/gateway
  dotnet "$gateway" --origin "http://127.0.0.1:$((PORT + 2))" --urls "http://127.0.0.1:$((PORT + 3))" ${MODEL:+--model "$MODEL"} \
    --Logging:LogLevel:Default Warning &
  pids+=($!)
  answers "http://127.0.0.1:$((PORT + 3))/health/ready"
}

# warm: waits until every picture is there in the form that a visitor gets, under the host that the visitors ask for.
warm() {
  local name accept
  for accept in "image/vnd.vaegateway.latent;model=$model" image/webp; do
    while IFS= read -r name; do
      for _ in $(seq 600); do
        if curl --silent --output /dev/null --dump-header - -H "Host: 127.0.0.1:$((PORT + 4))" -H "Accept: $accept" "http://127.0.0.1:$((PORT + 3))/$name.png" | grep -qE 'hit.*detail=(latent|webp|original)'; then break; fi
        sleep 0.2
      done
    done <"$work/names"
  done
  # The best compressed form of script and model, as every visitor but the first gets it.
  curl --silent --output /dev/null -H 'Accept-Encoding: br' "http://127.0.0.1:$((PORT + 3))/.well-known/vaegateway/sdk/worker.js"
  curl --silent --output /dev/null -H 'Accept-Encoding: br' "http://127.0.0.1:$((PORT + 3))$decoder"
  sleep "${COMPRESSION_SECONDS:-20}"
}

benchmarks/browser-page/setup.sh
say "making the sites"
: >"$work/names"
make_sites
say "starting nginx and the gateway"
start_nginx
start_gateway
index=$(curl --silent --fail "http://127.0.0.1:$((PORT + 3))/.well-known/vaegateway/sdk")
model=$(sed -E 's/.*"model":\{"id":"([^"]+)".*/\1/' <<<"$index")
decoder=$(sed -nE 's/.*"decoder":\{[^}]*"url":"([^"]+)".*/\1/p' <<<"$index")
[ -n "$decoder" ] || fail "the gateway has no SDK for browsers: $index"
say "waiting for latents of model $model"
warm
say "visiting"
mkdir -p "$results"
ROUNDS=$ROUNDS MEGABITS=$MEGABITS PORT=$PORT PICTURES=$(wc -l <"$work/names") COMMIT=$(git describe --always --dirty 2>/dev/null || echo unknown) \
  node benchmarks/browser-page/visits.mjs "$results"
say "written to $results"
