# How many pictures 64 MB of Redis hold: the pictures are stored once, then copied inside Redis until it begins to evict.

redis() { redis-cli -p $((PORT + 7)) "$@"; }

redis_info() { redis info "$1" | tr -d '\r' | sed -n "s/^$2://p"; }

# held_in_redis WHAT EMPTY_BYTES: fills Redis with copies of the keys that are there, and counts.
held_in_redis() {
  local what=$1 empty=$2 round=0 evicted keys images used
  mapfile -t keys < <(redis --scan)
  ((${#keys[@]} > 0)) || fail "Redis is empty where $what should be; is the gateway connected to it?"
  evicted=$(redis_info stats evicted_keys)
  while (($(redis_info stats evicted_keys) == evicted)); do
    ((round += 1))
    redis eval 'for _, key in ipairs(KEYS) do redis.call("COPY", key, key .. ":" .. ARGV[1]) end' "${#keys[@]}" "${keys[@]}" "$round" >/dev/null
  done
  images=$(redis dbsize)
  used=$(($(redis_info memory used_memory) - empty))
  record redis --arg stored "$what" --argjson images "$images" --argjson bytes $((used / images)) \
    '{stored: $stored, imagesIn64MB: $images, bytesPerImage: $bytes}'
  say "64 MB of Redis hold $images pictures as $what, $((used / images)) bytes each"
}

measure_redis() {
  local empty path
  until_idle gateway-redis
  redis flushall sync >/dev/null
  empty=$(redis_info memory used_memory)
  warm gateway-redis "$latent_type" "$work/paths" "$WARM_SECONDS"
  held_in_redis latents "$empty"

  redis flushall sync >/dev/null
  while IFS= read -r path; do
    redis -x set "$path" <"$work/site$path" >/dev/null
  done <"$work/paths"
  held_in_redis originals "$empty"
  redis flushall sync >/dev/null
}
