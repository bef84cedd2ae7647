#!/usr/bin/env bash
# Checks that gateways export every metric that the dashboard asks for.
# deploy/grafana/check.sh METRICS... with METRICS a URL such as http://127.0.0.1:8080/metrics, or a file of such an answer.
# A counter is exported from its first event on: give answers in which, taken together, all has happened once.
set -euo pipefail
dashboard=$(dirname "$0")/vaegateway.json

fail() {
  echo "dashboard: $1" >&2
  exit 1
}

(($# > 0)) || fail "say where the metrics are: deploy/grafana/check.sh http://127.0.0.1:8080/metrics"
command -v jq >/dev/null || fail "jq is missing; install it"

# Names of series, without the labels and values behind them.
exported=$(for from in "$@"; do
  if [ -f "$from" ]; then cat "$from"; else curl --silent --show-error --fail --max-time 10 "$from"; fi || fail "no metrics at $from"
done | grep -oE '^[a-z_]+' | sort -u) || exit 1

# Every query of every panel and variable; what is in quotes or braces there is no name of a metric.
asked=$(jq -r '(.panels[].targets[]?.expr), (.templating.list[] | select(.type == "query").query | if type == "object" then .query else . end)' "$dashboard" |
  sed -E 's/\{[^}]*\}//g; s/"[^"]*"//g' | grep -oE '\b(vaegateway|dotnet|http|kestrel)_[a-z_]+' | sort -u)
[ -n "$asked" ] || fail "$dashboard asks for no metric at all"

missing=$(comm -13 <(echo "$exported") <(echo "$asked"))
[ -z "$missing" ] || fail "not exported by $*: ${missing//$'\n'/, }; rename them in $dashboard, or make the gateway export them"
echo "dashboard: $(wc -l <<<"$asked") metrics asked for, all exported"
