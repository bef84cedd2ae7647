# Starts, watches and ends the processes of a run; everything lives in one folder that goes with it.

work=$(mktemp -d "${TMPDIR:-/tmp}/vaegateway-load.XXXXXX")
chmod 755 "$work" # nginx's workers are another user
declare -A pids=() urls=()

stop() {
  trap - EXIT INT TERM
  ((${#pids[@]} == 0)) || kill "${pids[@]}" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap stop EXIT
trap 'echo "bench-load: stopped in ${BASH_SOURCE[0]}, line $LINENO: $BASH_COMMAND" >&2' ERR
trap 'exit 130' INT
trap 'exit 143' TERM

fail() {
  echo "bench-load: $1" >&2
  exit 1
}

say() { printf '%4d s  %s\n' "$SECONDS" "$*"; }

# start NAME CPUS PORT COMMAND...: runs a server on those cores and waits until it answers.
start() {
  local name=$1 cpus=$2 port=$3
  shift 3
  ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || fail "something already listens on port $port; stop it, or choose other ports: PORT=28080"
  taskset -c "$cpus" "$@" >"$work/$name.log" 2>&1 &
  pids[$name]=$!
  urls[$name]=http://127.0.0.1:$port
  for _ in $(seq 240); do
    if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then return 0; fi
    kill -0 "${pids[$name]}" 2>/dev/null || break
    sleep 0.25
  done
  tail -n 20 "$work/$name.log" >&2
  fail "$name did not start on port $port; its last words are above"
}

# stop_one NAME: ends one server before the others.
stop_one() {
  kill "${pids[$1]}" && wait "${pids[$1]}" 2>/dev/null || true
  unset "pids[$1]"
}

# until_idle NAME: waits, two minutes at most, until the process has used less than a twentieth of a core for a second.
until_idle() {
  local before after
  for _ in $(seq 120); do
    before=$(awk '{ print $14 + $15 }' "/proc/${pids[$1]}/stat")
    sleep 1
    after=$(awk '{ print $14 + $15 }' "/proc/${pids[$1]}/stat")
    if ((after - before < 5)); then return 0; fi
  done
  say "$1 is still at work after two minutes; measuring all the same"
}

# record KIND [JQ_OPTIONS...] EXPRESSION: keeps one measurement for the report.
record() {
  local kind=$1
  shift
  jq -c -n --arg kind "$kind" "${@:1:$#-1}" "{kind: \$kind} + ${*: -1}" >>"$work/records.jsonl"
}
