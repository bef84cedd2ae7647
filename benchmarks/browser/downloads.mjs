import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const ort = 'tests/onnxruntime-web/node_modules/onnxruntime-web/dist';

/** Bytes that a first visit downloads for each: { name: [{ file, bytes, compressed }] }, compressed by brotli at its finest. */
export function downloads(decoderFile, modelFolder) {
  // The page's script, the service worker, and the worker that a page lends it to decode in.
  const sdk = ['vaegateway.js', 'worker.js', 'helper-worker.js'].map((file) => at(`src/VaeGateway.Browser/dist/${file}`));
  const runtime = ['ort.wasm.min.mjs', 'ort-wasm-simd-threaded.mjs', 'ort-wasm-simd-threaded.wasm'].map((file) => at(`${ort}/${file}`));
  const graphs = ['scale', 'mean', 'synthesis'].map((name) => `${modelFolder}/${name}.onnx`);
  return { SDK: [...sdk, decoderFile].map(sizeOf), 'onnxruntime-web': [...runtime, ...graphs].map(sizeOf) };
}

function sizeOf(path) {
  const bytes = readFileSync(path);
  const params = { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return { file: path.split('/').at(-1), bytes: bytes.length, compressed: brotliCompressSync(bytes, { params }).length };
}
