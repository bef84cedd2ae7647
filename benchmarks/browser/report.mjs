const order = ['entropy decoding', 'scale network', 'mean network', 'synthesis network', 'pixels', 'networks on the GPU'];
const names = {
  wasm: 'SDK, WebAssembly',
  'wasm-light': 'SDK, WebAssembly, light decoder',
  webgpu: 'SDK, WebGPU in software (SwiftShader)',
  'webgpu-light': 'SDK, WebGPU in software (SwiftShader), light decoder',
  'onnxruntime-web': 'onnxruntime-web, WebAssembly',
};

/** The measurements as Markdown. */
export function report(measured) {
  const { date, commit, machine, note, chromium, model, runs, pictures } = measured;
  return [
    '# Decoding in the browser',
    '',
    `${date}, commit ${commit}, ${machine}.`,
    `Headless Chromium ${chromium}, one thread; model ${model}; milliseconds, median of ${runs} runs after three (fastest in brackets).`,
    ...(note ? [note] : []),
    'The first decode is made while the browser still compiles. onnxruntime-web has no entropy decoder: its total holds the SDK\'s entropy decoding',
    'and scale network beside its own, since its symbols must come from somewhere.',
    ...pictures.flatMap(picture),
    '',
    '## What a first visit downloads',
    '',
    '| | file | bytes | compressed (brotli 11) |',
    '|---|---|---:|---:|',
    ...Object.entries(measured.downloads).flatMap(([name, files]) => [
      ...files.map(({ file, bytes, compressed }) => `| ${name} | ${file} | ${bytes} | ${compressed} |`),
      `| **${name}** | **together** | **${sum(files, 'bytes')}** | **${sum(files, 'compressed')}** |`,
    ]),
    '',
  ].join('\n');
}

function picture({ name, bytes, width, height, runtimes }) {
  const stages = order.filter((stage) => Object.values(runtimes).some((runtime) => runtime.runs.some((run) => stage in run.stages)));
  return [
    '',
    `## ${name}: ${width} x ${height}, ${bytes} bytes`,
    '',
    `| | ${stages.join(' | ')} | total | first | start |`,
    `|---|${'---:|'.repeat(stages.length + 3)}`,
    ...Object.entries(runtimes).map(([runtime, { created, first, runs }]) => {
      const cells = stages.map((stage) => cell(runs.map((run) => run.stages[stage]).filter((x) => x !== undefined)));
      return `| ${names[runtime]} | ${cells.join(' | ')} | ${cell(runs.map((run) => run.milliseconds))} | ${first.toFixed(0)} | ${created.toFixed(0)} |`;
    }),
    ...Object.entries(runtimes).flatMap(([runtime, { difference }]) => difference
      ? ['', `${names[runtime]}: the pixels differ from those of "${names[difference.from]}" by ${difference.largest} at most (${difference.psnr.toFixed(1)} dB).`]
      : []),
  ];
}

function cell(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.length === 0 ? '' : `${sorted[sorted.length >> 1].toFixed(1)} (${sorted[0].toFixed(1)})`;
}

function sum(files, key) {
  return files.reduce((total, file) => total + file[key], 0);
}
