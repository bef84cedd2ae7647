# Puts the measurements into load.json, load.md and one CSV file a table.

# Reads its command's output to the end: one cut short by "head" would count as failed.
version() { "$@" 2>&1 | sed -nE '1s/^[^0-9]*([0-9]+(\.[0-9]+)+).*/\1/p'; }

about() {
  jq -n \
    --arg date "$(date -u +%Y-%m-%dT%H:%M:%SZ)" \
    --arg commit "$(git describe --always --dirty 2>/dev/null || echo unknown)" \
    --arg cpu "$(lscpu | sed -n 's/^Model name: *//p' | sed -n 1p)" --argjson cores "$(nproc)" \
    --argjson memory "$(awk '/^MemTotal/ { printf "%.1f", $2 * 1024 / 1e9 }' /proc/meminfo)" \
    --arg kernel "$(uname -r)" --arg dotnet "$(dotnet --version)" --arg nginx "$(version nginx -v)" --arg varnish "$(version varnishd -V)" \
    --arg redis "$(version redis-server --version)" --arg wrk "$(version wrk -v)" --arg curl "$(version curl --version)" \
    --arg yarp "$(sed -nE 's/.*"Yarp.ReverseProxy" Version="([^"]+)".*/\1/p' Directory.Packages.props)" \
    --arg latent "$latent_type" --arg clientCpus "$CLIENT_CPUS" --arg serverCpus "$SERVER_CPUS" \
    --argjson duration "$DURATION" --argjson connections "$CONNECTIONS" --argjson threads "$WRK_THREADS" \
    --argjson pictures "$pictures" --argjson pictureBytes "$picture_bytes" \
    '{
      date: $date, commit: $commit,
      hardware: {cpu: $cpu, cores: $cores, memoryGb: $memory, kernel: $kernel},
      versions: {nginx: $nginx, varnish: $varnish, yarp: $yarp, redis: $redis, dotnet: $dotnet, wrk: $wrk, curl: $curl},
      settings: {latentType: $latent, seconds: $duration, connections: $connections, wrkThreads: $threads,
        clientAndOriginCpus: $clientCpus, serverCpus: $serverCpus, pictures: $pictures, meanPictureBytes: ($pictureBytes / $pictures | round)}
    }'
}

report() {
  mkdir -p "$results"
  about | jq --slurpfile records "$work/records.jsonl" '
    def of($kind): [$records[] | select(.kind == $kind) | del(.kind)];
    . + {throughput: of("throughput"), firstByte: of("firstByte"), redis: of("redis"), memory: (of("memory")[0])}' >"$results/load.json"
  jq -r -f benchmarks/load/report.jq "$results/load.json" >"$results/load.md"
  csv throughput throughput
  csv firstByte first-byte
  csv redis redis
  if [ -f "$work/memory.csv" ]; then cp "$work/memory.csv" "$results/memory.csv"; else rm -f "$results/memory.csv"; fi
  cat "$results/load.md"
}

# csv KEY NAME: one table of load.json as NAME.csv.
csv() {
  jq -r --arg key "$1" '.[$key] | (.[0] // {} | keys_unsorted) as $columns | $columns, (.[] | [.[$columns[]]]) | @csv' \
    "$results/load.json" | tr -d '"' >"$results/$2.csv"
}
