#!/usr/bin/env bash
# The reports of a run of BenchmarkDotNet, in a folder, as one page: report.sh artifacts/benchmarks/results > stages.md
set -euo pipefail

model=$(sed -n 's/^ "id": "\(.*\)",$/\1/p' models/*/model.json)
cat <<EOF
# The stages and networks of the codec, one core

The upper left 768 × 512 pixels of the demo's \`lake.jpg\`, quality 40, model $model, $(date +%F), commit $(git rev-parse --short=12 HEAD); \`make bench-stages\`.

## Stages

\`Analyze\` runs the analysis, hyper-analysis, scale and residual networks; \`Pack\` and \`Unpack\` are entropy coding, \`Unpack\` with the scale network, which is
\`PredictScales\`; \`Synthesize\` runs the mean and synthesis networks. Allocations are the managed ones.
EOF
for type in Stage Network; do
    [ "$type" = Stage ] || printf '\n## Networks\n\nTime of a run; a batch of four pictures takes four times the work.\n'
    report=$1/VaeGateway.Benchmarks.${type}Benchmarks-report-github.md
    [ "$type" = Stage ] && sed -n '/^```/,/^```$/p' "$report"
    printf '\n'
    grep '^|' "$report"
done
