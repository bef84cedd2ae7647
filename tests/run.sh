#!/usr/bin/env bash
# Runs every test of a Release build and ends with one line: "N passed, N failed".
# Fails when a test failed, when a runner broke, or when nothing ran at all.
set -uo pipefail
cd "$(dirname "$0")/.."

results=artifacts/test-results
rm -rf "$results" && mkdir -p "$results"
passed=0
failed=0

# tally NAME EXIT_CODE PASSED FAILED: one suite's outcome. A runner that broke counts as a failure.
tally() {
  local name=$1 code=$2 ok=${3:-0} bad=${4:-0}
  if ((code != 0 && bad == 0)); then bad=1; fi
  printf '%-36s %5d passed %5d failed\n' "$name" "$ok" "$bad"
  if ((bad > 0)); then cat "$results/$name.log"; fi
  ((passed += ok, failed += bad))
  return 0
}

# counter FILE NAME: a number from the <Counters> element of a trx file.
counter() { sed -nE "s/.*<Counters .*\b$2=\"([0-9]+)\".*/\1/p" "$1" 2>/dev/null | head -n 1; }

# One project at a time: the integration tests are about timing, and want the machine to themselves.
dotnet_tests() {
  local project name trx code
  for project in tests/*/*.csproj; do
    name=$(basename "$project" .csproj)
    trx=$results/$name.trx
    dotnet test "$project" -c Release --no-build --nologo \
      --logger "trx;LogFileName=$name.trx" --results-directory "$results" \
      --blame-hang-timeout 10m --blame-hang-dump-type none >"$results/$name.log" 2>&1
    code=$?
    tally "$name" "$code" "$(counter "$trx" passed)" "$(counter "$trx" failed)"
  done
}

# The training code is tested where PyTorch is installed (Debian: python3-torch); elsewhere it is left out.
python_tests() {
  local python=/usr/bin/python3 name=models.training log code ran failures errors skipped
  compgen -G 'models/training/tests/test_*.py' >/dev/null && "$python" -c 'import torch' 2>/dev/null || return 0
  log=$results/$name.log
  PYTHONPATH=models/training "$python" -m unittest discover -s models/training/tests >"$log" 2>&1
  code=$?
  unittest_count() { grep -oE "$1=[0-9]+" <(tail -n 1 "$log") | grep -oE '[0-9]+' || echo 0; }
  ran=$(sed -nE 's/^Ran ([0-9]+) tests? in .*/\1/p' "$log" | tail -n 1)
  failures=$(unittest_count failures) errors=$(unittest_count errors) skipped=$(unittest_count skipped)
  tally "$name" "$code" $((${ran:-0} - failures - errors - skipped)) $((failures + errors))
}

# node_tests NAME FILE...: a suite of Node's own test runner.
node_tests() {
  local name=$1 log=$results/$1.log code
  node_count() { sed -nE "s/^# $1 ([0-9]+)$/\1/p" "$log" | tail -n 1; }
  node --test --test-reporter=tap "${@:2}" >"$log" 2>&1
  code=$?
  tally "$name" "$code" "$(node_count pass)" $(($(node_count fail) + $(node_count cancelled)))
}

# The browser SDK: its parts in Node, then in Chromium.
browser_tests() {
  local log=$results/VaeGateway.Browser.log
  if ! node src/VaeGateway.Browser/ensure-built.mjs >"$log" 2>&1; then
    tally VaeGateway.Browser 1
    return
  fi
  node_tests VaeGateway.Browser src/VaeGateway.Browser/test/*.test.mjs
  node_tests VaeGateway.Browser.Chromium tests/browser/*.test.mjs
}

dotnet_tests
python_tests
browser_tests
# Another suite: write its log to $results/NAME.log, then call tally.

echo "$passed passed, $failed failed"
((failed == 0 && passed > 0))
