#!/usr/bin/env bash
# The demo: a sample origin behind the gateway, its cache in memory. ORIGIN=URL fronts another site instead.
set -euo pipefail
cd "$(dirname "$0")/../.."

gateway_url=${URL:-http://127.0.0.1:8080}
origin=${ORIGIN:-}
pids=()

stop() {
  trap - EXIT INT TERM
  ((${#pids[@]} == 0)) || kill "${pids[@]}" 2>/dev/null || true
  wait 2>/dev/null || true
}
trap stop EXIT INT TERM

fail() {
  echo "demo: $1" >&2
  exit 1
}

# answers URL: waits up to a minute until something answers there.
answers() {
  for _ in $(seq 240); do
    if curl --silent --output /dev/null --max-time 2 "$1"; then return 0; fi
    for pid in "${pids[@]}"; do kill -0 "$pid" 2>/dev/null || return 1; done
    sleep 0.25
  done
  return 1
}

command -v curl >/dev/null || fail "curl is missing; install it, or start the gateway by hand: see README.md"
if curl --silent --output /dev/null --max-time 2 "$gateway_url"; then
  fail "something already listens on $gateway_url; stop it, or choose another: make demo URL=http://127.0.0.1:8081"
fi

echo "Building ..."
dotnet build src/VaeGateway.Gateway -c Release --nologo -v quiet -o artifacts/demo/gateway
if [ -z "$origin" ]; then
  origin=http://127.0.0.1:9080
  dotnet build deploy/demo/origin.cs -c Release --nologo -v quiet -o artifacts/demo/origin
  dotnet artifacts/demo/origin/origin.dll deploy/demo/site "$origin" &
  pids+=($!)
  answers "$origin" || fail "the sample origin did not start on $origin"
fi

dotnet artifacts/demo/gateway/VaeGateway.Gateway.dll --origin "$origin" --urls "$gateway_url" \
  --Logging:LogLevel:Default Warning --Logging:LogLevel:VaeGateway.Gateway.Delivery Information \
  --Logging:LogLevel:VaeGateway.Gateway.Encoding Information \
  --Logging:Console:FormatterName simple --Logging:Console:FormatterOptions:SingleLine true &
pids+=($!)
answers "$gateway_url/health/ready" || fail "the gateway did not start on $gateway_url"

cat <<TXT

  Open      $gateway_url/
            $gateway_url/compare.html   plain and with the browser SDK, side by side
  Origin    $origin
  Metrics   $gateway_url/metrics

  The first visit shows the origin's own pictures while their latents are made. Reload the page:
  from then on the pictures come from latents. Each line below is a request and what it saved. Ctrl-C ends the demo.

TXT
wait -n
