-- Writes what wrk measured as one line of JSON to $RESULT.

function done(summary, latency)
  local errors = summary.errors
  local seconds = summary.duration / 1e6
  local file = assert(io.open(os.getenv("RESULT"), "w"))
  file:write(string.format(
    '{"requestsPerSecond":%.1f,"p50Ms":%.3f,"p99Ms":%.3f,"mbPerSecond":%.2f,"bytesPerAnswer":%.0f,"requests":%d,"errors":%d}\n',
    summary.requests / seconds, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, summary.bytes / 1e6 / seconds,
    summary.bytes / math.max(1, summary.requests), summary.requests,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
  file:close()
end
