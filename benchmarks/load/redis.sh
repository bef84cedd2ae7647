# How many pictures 64 MB of Redis hold: the pictures are stored once, then copied inside Redis until it begins to evict.
# Only pictures are counted, not what else a gateway keeps there.

redis() { redis-cli -p $((PORT + 7)) "$@"; }

redis_info() { redis info "$1" | tr -d '\r' | sed -n "s/^$2://p"; }

# held_in_redis WHAT PATTERN EMPTY_BYTES: fills Redis with copies of the keys of that pattern, and counts.
held_in_redis() {
  local what=$1 pattern=$2 empty=$3 round=0 evicted keys images used
  mapfile -t keys < <(redis --scan --pattern "$pattern")
  ((${#keys[@]} > 0)) || fail "Redis is empty where $what should be; is the gateway connected to it?"
  evicted=$(redis_info stats evicted_keys)
  while (($(redis_info stats evicted_keys) == evicted)); do
    ((round += 1))
    redis eval 'for _, key in ipairs(KEYS) do redis.call("COPY", key, key .. ":" .. ARGV[1]) end' "${#keys[@]}" "${keys[@]}" "$round" >/dev/null
  done
  images=$(redis --scan --pattern "$pattern" | wc -l)
  used=$(($(redis_info memory used_memory) - empty))
  record redis --arg stored "$what" --argjson images "$images" --argjson bytes $((used / images)) \
    '{stored: $stored, imagesIn64MB: $images, bytesPerImage: $bytes}'
  say "64 MB of Redis hold $images pictures as $what, $((used / images)) bytes each"
}

# originals_in_redis WHAT FOLDER: the files of a folder, each under a key, and nothing else.
originals_in_redis() {
  local file empty
  redis flushall sync >/dev/null
  empty=$(redis_info memory used_memory)
  for file in "$2"/*; do
    redis -x set "original:$(basename "$file")" <"$file" >/dev/null
  done
  held_in_redis "$1" 'original:*' "$empty"
}

# A gateway of its own, since one that has the pictures in its memory does not send them to Redis again.
measure_redis() {
  local empty
  stop_one gateway-redis
  redis flushall sync >/dev/null
  empty=$(redis_info memory used_memory)
  start_gateway gateway-fill $((PORT + 9)) --redis "127.0.0.1:$((PORT + 7))"
  warm gateway-fill "$latent_type" "$work/paths" "$WARM_SECONDS"
  stop_one gateway-fill
  held_in_redis 'by the gateway' 'vaegw:[0-9]*' "$empty"

  mkdir "$work/originals"
  cp "$work"/site/*.jpg "$work/originals/"
  originals_in_redis 'originals, as on the site' "$work/originals"
  originals_in_redis 'originals, as in IMAGES' "$work/sources"
  redis flushall sync >/dev/null
}
