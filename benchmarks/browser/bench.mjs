// The browser benchmark: one latent decoded by the SDK's WebAssembly and WebGPU runtimes, with the light decoder, too, where
// the file has one, and by onnxruntime-web, in headless Chromium, in one run; and the bytes that each has a first visit download.
// usage: node bench.mjs DECODER_BIN MODEL_FOLDER RESULTS LATENT...
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import process from 'node:process';
import { downloads } from './downloads.mjs';
import { openChromium } from './chromium.mjs';
import { report } from './report.mjs';
import { machine } from './machine.mjs';

const [decoderFile, modelFolder, results, ...latents] = process.argv.slice(2);
if (latents.length === 0) {
  console.error('usage: node bench.mjs DECODER_BIN MODEL_FOLDER RESULTS LATENT...');
  process.exit(2);
}
const runs = Number(process.env.RUNS ?? 15);
const gpuRuns = Number(process.env.GPU_RUNS ?? 2);
const files = {
  '/decoder.bin': decoderFile,
  ...Object.fromEntries(['scale', 'mean', 'synthesis'].map((name) => [`/${name}.onnx`, `${modelFolder}/${name}.onnx`])),
  ...Object.fromEntries(latents.map((file, i) => [`/latents/${i}`, file])),
};

const lightToo = (runtime) => (hasLight(readFileSync(decoderFile)) ? [runtime, `${runtime}-light`] : [runtime]);
const pictures = latents.map((file) => ({ name: basename(file, '.vgl'), bytes: readFileSync(file).length }));
const onProcessor = await openChromium(files);
const chromium = onProcessor.version;
for (const [i, picture] of pictures.entries()) {
  console.error(`${picture.name}: WebAssembly, onnxruntime-web`);
  Object.assign(picture, await onProcessor.measure({ latent: `/latents/${i}`, runtimes: [...lightToo('wasm'), 'onnxruntime-web'], runs }));
}
await onProcessor.close();
if (gpuRuns > 0) {
  const onGpu = await openChromium(files, { webGpu: true });
  console.error(`${pictures[0].name}: WebGPU in software`);
  Object.assign(pictures[0].runtimes, (await onGpu.measure({ latent: '/latents/0', runtimes: lightToo('webgpu'), runs: gpuRuns })).runtimes);
  await onGpu.close();
}

const measured = {
  date: new Date().toISOString(),
  commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim(),
  machine: machine(),
  note: process.env.NOTE ?? '',
  chromium,
  model: basename(modelFolder),
  runs,
  downloads: downloads(decoderFile, modelFolder),
  pictures,
};
mkdirSync(results, { recursive: true });
writeFileSync(`${results}/decode.json`, `${JSON.stringify(measured, null, 1)}\n`);
writeFileSync(`${results}/decode.md`, report(measured));
console.error(`${results}/decode.md`);

/** Whether a decoder.bin holds a light decoder: its header says so. */
function hasLight(bytes) {
  return JSON.parse(bytes.subarray(8, 8 + bytes.readUInt32LE(4)).toString()).light !== undefined;
}
