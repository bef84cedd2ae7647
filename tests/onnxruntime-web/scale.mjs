// Runs the exact scale network in WebAssembly, the way a browser does, at every level of graph optimisation. The vectors
// are a JSON file, [{ quality, hyperHeight, hyperWidth, hyperLatent: [...] }]; prints the SHA-256 of each one's scale
// indices as JSON, { level: [sha256, ...] }.
// usage: node scale.mjs scale.onnx vectors.json THREADS
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { env, InferenceSession, Tensor } from 'onnxruntime-web';

const levels = ['disabled', 'basic', 'extended', 'layout', 'all'];
const [model, vectors, threads] = process.argv.slice(2);
if (!threads) {
  console.error('usage: node scale.mjs scale.onnx vectors.json THREADS');
  process.exit(2);
}

env.wasm.numThreads = Number(threads);
const network = await readFile(model);
const tests = JSON.parse(await readFile(vectors, 'utf8'));
const hashes = {};
for (const level of levels) {
  hashes[level] = await hashesAt(level);
}
if (env.wasm.numThreads !== Number(threads)) {
  throw new Error(`${threads} threads were asked for, ${env.wasm.numThreads} can be had`);
}
console.log(JSON.stringify(hashes));

async function hashesAt(graphOptimizationLevel) {
  const session = await InferenceSession.create(network, { executionProviders: ['wasm'], graphOptimizationLevel });
  const found = [];
  for (const test of tests) {
    found.push(await hashOfScales(session, test));
  }
  await session.release();
  return found;
}

async function hashOfScales(session, { quality, hyperHeight, hyperWidth, hyperLatent }) {
  const channels = hyperLatent.length / (hyperHeight * hyperWidth);
  const { scale_index: scaleIndex } = await session.run({
    hyper_latent: new Tensor('float32', Float32Array.from(hyperLatent), [1, channels, hyperHeight, hyperWidth]),
    quality: new Tensor('int64', BigInt64Array.of(BigInt(quality)), [1]),
  });
  return createHash('sha256').update(scaleIndex.data).digest('hex');
}
