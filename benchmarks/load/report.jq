# load.json as Markdown, with columns that line up as text too.

def padded($width; $right): tostring | (" " * ($width - length)) as $fill | if $right then $fill + . else . + $fill end;

# An array of rows, the first being the heading. Numbers are at the right.
def table:
  . as $rows
  | [range($rows[0] | length) as $c | {width: ([$rows[][$c] | tostring | length, 3] | max), right: ($rows[1][$c] | type == "number")}] as $columns
  | def line: . as $row | "| " + ([$columns | to_entries[] | .key as $c | .value as $v | $row[$c] | padded($v.width; $v.right)] | join(" | ")) + " |";
    ($rows[0] | line),
    "|" + ([$columns[] | "-" * (.width + 1) + (if .right then ":" else "-" end)] | join("|")) + "|",
    ($rows[1:][] | line);

def section($title; $rows): if ($rows | length) > 1 then "", "## " + $title, "", ($rows | table) else empty end;

"# Load",
"",
"\(.date), commit \(.commit), \(.hardware.cpu), \(.hardware.cores) cores, \(.hardware.memoryGb) GB, Linux \(.hardware.kernel).",
"\(.versions | to_entries | map("\(.key) \(.value)") | join(", ")).",
"wrk and the origin on core \(.settings.clientAndOriginCpus), the server measured (and its Redis) on core \(.settings.serverCpus).",
"\(.settings.pictures) pictures, JPEG quality 80, \(.settings.meanPictureBytes) bytes on average.",

section("Hits: \(.settings.connections) connections, \(.settings.seconds) s each";
  [["server", "answers with", "from", "requests/s", "p50 ms", "p99 ms", "MB/s", "bytes/answer", "errors", "URLs"]]
  + [.throughput[] | [.server, .workload, (if .served == "hit" then "cache" else "origin" end),
      .requestsPerSecond, .p50Ms, .p99Ms, .mbPerSecond, .bytesPerAnswer, .errors, .urls]]),

section("Time to first byte of a miss";
  [["server", "pace", "median ms", "p99 ms", "requests"]] + [.firstByte[] | [.server, .pace, .medianMs, .p99Ms, .requests]]),

section("Pictures that 64 MB of Redis hold before it evicts";
  [["stored as", "pictures", "bytes each"]] + [.redis[] | [.stored, .imagesIn64MB, .bytesPerImage]]),

section("Resident memory of the gateway under mixed load, 8 MiB each of latents and renditions";
  [["seconds", "min MB", "median MB", "max MB", "slope after the first third, MB/h", "requests", "errors"]]
  + [.memory // empty | [.seconds, .minMb, .medianMb, .maxMb, .slopeMbPerHour, .requests, .errors]])
