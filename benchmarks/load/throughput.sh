# Requests a second and latency of hits, by wrk: so many connections, each asking again as soon as it is answered.

# ask SERVER ACCEPT CURL_OPTIONS... <paths: fetches each path over one connection.
ask() {
  local server=$1 accept=$2
  shift 2
  awk -v base="${urls[$server]}" '{ print "url = \"" base $0 "\"\noutput = /dev/null" }' |
    taskset -c "$CLIENT_CPUS" curl --silent --show-error --fail --header "Accept: $accept" --config - "$@"
}

# warm SERVER ACCEPT PATHS SECONDS: asks until every path is a hit, or the time is over. Writes $work/hits: path, tab, variant.
# An image whose latent is still in the making is a hit already, but not in the form in which it will stay.
warm() {
  local server=$1 accept=$2 deadline=$((SECONDS + $4))
  cp "$3" "$work/cold"
  : >"$work/hits.new"
  while :; do
    ask "$server" "$accept" --write-out '%{url} %header{cache-status}\n' <"$work/cold" >"$work/answers"
    sed -nE "/detail=encoding/d; s|^${urls[$server]}([^ ]*) .*; hit(.*detail=([a-z]+))?.*|\1\t\3|p" "$work/answers" >>"$work/hits.new"
    cut -f 1 "$work/hits.new" | grep -vxFf - "$3" >"$work/cold" || break
    ((SECONDS < deadline)) || break
    sleep 0.5
  done
  mv "$work/hits.new" "$work/hits"
}

# wrk_on SERVER ACCEPT PATHS SECONDS: one run of wrk; its result is in $work/wrk.json.
wrk_on() {
  PATHS=$3 ACCEPT=$2 RESULT=$work/wrk.json taskset -c "$CLIENT_CPUS" \
    wrk -t "$WRK_THREADS" -c "$CONNECTIONS" -d "$4s" --timeout 10s --latency -s benchmarks/load/cycle.lua "${urls[$1]}" >"$work/wrk.log" ||
    fail "wrk failed against $1: $(tail -n 3 "$work/wrk.log")"
}

# throughput SERVER WORKLOAD ACCEPT PATHS [VARIANT]: warms, then measures; with VARIANT only the paths that are served as such.
throughput() {
  local server=$1 workload=$2 accept=$3 variant=${5:-} served=hit patience=$WARM_SECONDS
  [ "$workload" != css ] || patience=5
  [ "$server" != yarp ] || patience=0
  warm "$server" "$accept" "$4" "$patience"
  awk -F '\t' -v variant="$variant" 'variant == "" || $2 == variant { print $1 }' "$work/hits" >"$work/measured"
  if [ ! -s "$work/measured" ]; then
    [ -z "$variant" ] || fail "$server: no picture became a hit as $variant within $WARM_SECONDS s; give it more time: WARM_SECONDS=600"
    served=forwarded
    cp "$4" "$work/measured"
  fi
  until_idle "$server"
  wrk_on "$server" "$accept" "$work/measured" "$WARM_UP"
  wrk_on "$server" "$accept" "$work/measured" "$DURATION"
  record throughput --arg server "$server" --arg workload "$workload" --arg served "$served" \
    --argjson urls "$(wc -l <"$work/measured")" --slurpfile wrk "$work/wrk.json" \
    '{server: $server, workload: $workload, served: $served, urls: $urls} + $wrk[0]'
  say "$server, $workload ($served): $(jq -r '"\(.requestsPerSecond) requests/s, p50 \(.p50Ms) ms, p99 \(.p99Ms) ms, \(.errors) errors"' "$work/wrk.json")"
}

# save_latents: puts the gateway's latents on the origin as plain files, so that others can be measured sending the same bytes.
save_latents() {
  local path
  mkdir -p "$work/site/latents"
  warm gateway "$latent_type" "$work/paths" "$WARM_SECONDS"
  for path in $(awk -F '\t' '$2 == "latent" { print $1 }' "$work/hits"); do
    curl --silent --show-error --fail --header "Accept: $latent_type" --output "$work/site/latents$path" "${urls[gateway]}$path"
    echo "/latents$path" >>"$work/latent-paths"
  done
  [ -s "$work/latent-paths" ] || fail "no picture became a latent within $WARM_SECONDS s; give it more time: WARM_SECONDS=600"
}

measure_throughput() {
  local server
  save_latents
  start kestrel "$SERVER_CPUS" $((PORT + 10)) dotnet artifacts/load/kestrel/kestrel.dll "$work/site" "http://127.0.0.1:$((PORT + 10))"
  for server in nginx varnish yarp kestrel; do
    throughput "$server" original image/webp "$work/paths"
    throughput "$server" latent-as-file '*/*' "$work/latent-paths"
    throughput "$server" css text/css "$work/css-paths"
  done
  for server in gateway gateway-redis; do
    throughput "$server" latent "$latent_type" "$work/paths" latent
    throughput "$server" rendition image/webp "$work/paths" webp
    throughput "$server" css text/css "$work/css-paths"
  done
}
