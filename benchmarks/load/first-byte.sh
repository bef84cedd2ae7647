# Time to first byte of misses: each URL is asked for once, one after the other.

# first_byte SERVER PACE COUNT CURL_OPTIONS...: every URL is new, by its query.
first_byte() {
  local server=$1 pace=$2 count=$3
  shift 3
  awk -v count="$count" -v query="?$pace=" '{ path[NR] = $0 } END { for (i = 0; i < count; i++) print path[i % NR + 1] query i }' "$work/paths" |
    ask "$server" image/webp --write-out '%{time_pretransfer} %{time_starttransfer} %header{cache-status}\n' "$@" >"$work/first-byte"
  ! grep -q '; hit' "$work/first-byte" || fail "$server answered from its cache where every URL was new"
  record firstByte --arg server "$server" --arg pace "$pace" --argjson requests "$count" \
    --argjson times "$(awk '{ print ($2 - $1) * 1000 }' "$work/first-byte" | sort -n | quantiles)" \
    '{server: $server, pace: $pace, requests: $requests} + $times'
  say "$server, first byte of a miss, $pace: $(tail -n 1 "$work/records.jsonl" | jq -r '"median \(.medianMs) ms, p99 \(.p99Ms) ms"')"
}

# quantiles <sorted numbers, nearest rank
quantiles() {
  awk '{ x[NR] = $1 } function at(p,  i) { i = int(p * NR); return x[i < p * NR ? i + 1 : i] }
    END { printf "{\"medianMs\":%.3f,\"p99Ms\":%.3f}", at(0.5), at(0.99) }'
}

# Spaced, an encode is done before the next miss comes; back to back, it competes with it for the one core.
measure_first_byte() {
  local server
  for server in origin nginx-plain yarp gateway gateway-redis; do
    [ -z "${pids[$server]:-}" ] || until_idle "$server"
    ((SPACED_MISSES == 0)) || first_byte "$server" spaced "$SPACED_MISSES" --rate 60/m
    ((MISSES == 0)) || first_byte "$server" back-to-back "$MISSES"
    [ -z "${pids[$server]:-}" ] || until_idle "$server"
  done
}
