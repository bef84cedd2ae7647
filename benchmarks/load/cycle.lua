-- Asks for the paths in the file $PATHS in turn, with the Accept field $ACCEPT.

dofile("benchmarks/load/result.lua")

local requests, last = {}, 0

function init()
  for path in io.lines(os.getenv("PATHS")) do
    requests[#requests + 1] = wrk.format("GET", path, { ["Accept"] = os.getenv("ACCEPT") })
  end
end

function request()
  last = last % #requests + 1
  return requests[last]
end
