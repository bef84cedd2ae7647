-- A site's day in short, for the memory run: mostly hits, some pages, and now and then a picture never seen before,
-- which is asked for again later as a rendition. Paced, so that the encodes keep up.

dofile("benchmarks/load/result.lua")

local latent = os.getenv("ACCEPT")
local pictures, unseen = {}, 0

function init()
  math.randomseed(1)
  for path in io.lines(os.getenv("PATHS")) do
    pictures[#pictures + 1] = path
  end
end

function delay()
  return math.random(20, 60)
end

local function get(path, accept)
  return wrk.format("GET", path, { ["Accept"] = accept })
end

local function copy(number)
  return pictures[number % #pictures + 1] .. "?copy=" .. number
end

function request()
  local picture = pictures[math.random(#pictures)]
  local dice = math.random(1000)
  if dice <= 3 then
    unseen = unseen + 1
    return get(copy(unseen), "image/webp")
  elseif dice <= 6 then
    return get(copy(math.max(1, unseen - 20)), "image/webp")
  elseif dice <= 550 then
    return get(picture, latent)
  elseif dice <= 750 then
    return get(picture, "image/webp")
  elseif dice <= 850 then
    return get(picture, "*/*")
  else
    return get(dice <= 950 and "/site.css" or "/index.html", "text/html,text/css")
  end
end
