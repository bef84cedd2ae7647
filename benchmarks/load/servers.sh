# The origin, the peers and the gateway.

# nginx NAME CONF CPUS PORT: starts an nginx with one of the configurations beside this file, on the run's ports.
start_nginx() {
  local name=$1 cpus=$3 folder=$work/$1 file
  mkdir -p "$folder/temp"
  for file in common.conf http.conf "$2"; do
    sed -e "s|@SITE@|$work/site|; s|@WORKERS@|$(cores "$cpus")|; s|@ORIGIN@|$PORT|" \
      -e "s|@NGINX@|$((PORT + 1))|; s|@NGINX_PLAIN@|$((PORT + 2))|" "benchmarks/load/nginx/$file" >"$folder/$file"
  done
  start "$name" "$cpus" "$4" nginx -p "$folder" -c "$folder/$2" -e error.log -g 'daemon off;'
}

start_varnish() {
  sed "s|@ORIGIN@|$PORT|" benchmarks/load/varnish.vcl >"$work/varnish.vcl"
  start varnish "$SERVER_CPUS" $((PORT + 3)) \
    varnishd -F -j none -n "$work/varnish" -f "$work/varnish.vcl" -a "127.0.0.1:$((PORT + 3))" -s malloc,256m
}

# start_gateway NAME PORT OPTIONS...
start_gateway() {
  local name=$1 port=$2
  shift 2
  start "$name" "$SERVER_CPUS" "$port" dotnet "$gateway" --origin "${urls[origin]}" --urls "http://127.0.0.1:$port" \
    ${MODEL:+--model "$MODEL"} --Logging:LogLevel:Default Warning $GATEWAY_OPTIONS "$@"
}

# build: our gateway (unless GATEWAY names a built one), the plain proxy and the bare web server.
build() {
  say "building"
  gateway=${GATEWAY:-artifacts/load/gateway/VaeGateway.Gateway.dll}
  if [ -z "${GATEWAY:-}" ]; then
    dotnet build src/VaeGateway.Gateway -c Release --nologo -v quiet -o artifacts/load/gateway
  fi
  [ -f "$gateway" ] || fail "GATEWAY=$gateway is no file; name a built VaeGateway.Gateway.dll, or leave it out"
  dotnet build benchmarks/load/yarp.cs -c Release --nologo -v quiet -o artifacts/load/yarp
  dotnet build benchmarks/load/kestrel.cs -c Release --nologo -v quiet -o artifacts/load/kestrel
}

start_all() {
  start_nginx origin origin.conf "$CLIENT_CPUS" "$PORT"
  start_nginx nginx proxy.conf "$SERVER_CPUS" $((PORT + 1))
  urls[nginx-plain]=http://127.0.0.1:$((PORT + 2))
  start_varnish
  start yarp "$SERVER_CPUS" $((PORT + 4)) dotnet artifacts/load/yarp/yarp.dll "${urls[origin]}" "http://127.0.0.1:$((PORT + 4))"
  start redis "$SERVER_CPUS" $((PORT + 7)) \
    redis-server --port $((PORT + 7)) --bind 127.0.0.1 --save '' --appendonly no --maxmemory 64mb --maxmemory-policy allkeys-lru
  start_gateway gateway $((PORT + 5))
  start_gateway gateway-redis $((PORT + 6)) --redis "127.0.0.1:$((PORT + 7))"
  latent_type=$(curl --silent --fail "${urls[gateway]}/.well-known/vaegateway/models" | jq -r '.models[0].mediaType') ||
    fail "the gateway does not say which latents it serves"
  until_idle gateway
  until_idle gateway-redis
}
