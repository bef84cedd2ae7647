# Resident memory of a gateway under mixed load. Its caches are small, so that they are full within the first third.

measure_memory() {
  local seconds started load
  seconds=$(awk -v minutes="$MEMORY_MINUTES" 'BEGIN { print int(minutes * 60) }')
  ((seconds > 0)) || return 0
  start_gateway gateway-mixed $((PORT + 8)) --VaeGateway:LatentStore:MemoryBytes $((8 << 20)) --VaeGateway:Delivery:RenditionMemory $((8 << 20))
  warm gateway-mixed "$latent_type" "$work/paths" "$WARM_SECONDS"
  PATHS=$work/paths ACCEPT=$latent_type RESULT=$work/wrk.json taskset -c "$CLIENT_CPUS" \
    wrk -t 1 -c 16 -d "${seconds}s" --timeout 10s -s benchmarks/load/mixed.lua "${urls[gateway-mixed]}" >"$work/wrk.log" &
  load=$!
  pids[mixed-load]=$load

  started=$SECONDS
  echo seconds,rss_mb >"$work/memory.csv"
  while kill -0 "$load" 2>/dev/null; do
    awk -v at=$((SECONDS - started)) '/^VmRSS/ { printf "%d,%.1f\n", at, $2 * 1024 / 1e6 }' "/proc/${pids[gateway-mixed]}/status" >>"$work/memory.csv"
    (((SECONDS - started) % 60 >= 5)) || say "mixed load: $(tail -n 1 "$work/memory.csv" | cut -d , -f 2) MB resident"
    sleep 5
  done
  wait "$load" || fail "wrk failed during the mixed load: $(tail -n 3 "$work/wrk.log")"
  unset 'pids[mixed-load]'
  record memory --argjson rss "$(memory_summary)" --slurpfile wrk "$work/wrk.json" \
    '$rss + {requests: $wrk[0].requests, errors: $wrk[0].errors}'
  stop_one gateway-mixed
}

# The slope is that of a straight line, by least squares, through what came after the first third.
memory_summary() {
  tail -n +2 "$work/memory.csv" | sort -t , -k 2 -n | awk -F , '
    { rss[NR] = $2; at[NR] = $1; if ($1 > last) last = $1 }
    END {
      for (i = 1; i <= NR; i++) if (at[i] > last / 3) { n++; sx += at[i]; sy += rss[i]; sxx += at[i] ^ 2; sxy += at[i] * rss[i] }
      spread = n * sxx - sx ^ 2
      slope = spread > 0 ? (n * sxy - sx * sy) / spread : 0
      printf "{\"seconds\":%d,\"minMb\":%.1f,\"medianMb\":%.1f,\"maxMb\":%.1f,\"slopeMbPerHour\":%.1f}",
        last, rss[1], rss[int((NR + 1) / 2)], rss[NR], slope * 3600
    }'
}
