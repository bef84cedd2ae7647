# Sourced by benchmarks that start servers. The caller sets bench (its name) and cd's to the repository's root.
log=$(mktemp)
pids=()

stop() {
  trap - EXIT INT TERM
  ((${#pids[@]} == 0)) || kill "${pids[@]}" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -f "$log"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

fail() {
  echo "$bench: $1" >&2
  exit 1
}

# start PORT COMMAND...: runs a server and waits until it listens.
start() {
  local port=$1
  shift
  ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || fail "something already listens on port $port; stop it, or choose other ports: PORT=28100"
  "$@" >>"$log" 2>&1 &
  pids+=($!)
  for _ in $(seq 240); do
    if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then return 0; fi
    kill -0 $! 2>/dev/null || break
    sleep 0.25
  done
  tail -n 20 "$log" >&2
  fail "$1 $2 did not start on port $port; its last words are above"
}

# about WHAT: date, commit and machine, for a table's foot; WHAT shares the machine.
about() {
  local cpu memory
  cpu=$(lscpu | sed -n 's/^Model name: *//p' | sed -n 1p)
  memory=$(awk '/^MemTotal/ { printf "%.1f", $2 * 1024 / 1e9 }' /proc/meminfo)
  echo "$(date -u +%Y-%m-%dT%H:%M:%SZ), commit $(git describe --always --dirty 2>/dev/null || echo unknown), $cpu, $(nproc) cores, $memory GB," \
    "Linux $(uname -r), .NET $(dotnet --version). $1 share the machine; its load average before was $(cut -d ' ' -f 1 /proc/loadavg)."
}
