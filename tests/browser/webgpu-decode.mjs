// Runs in a page, in a worker or in a service worker: symbols to pixels by the SDK's WebGPU runtime. Served beside /decoder.js and /model.bin.
import { createWebGpuRuntime, geometryOf, ModelFile } from './decoder.js';

/** Makes a runtime of /model.bin, or of another file; null where there is no WebGPU. */
export async function open({ file = './model.bin', ...options } = {}) {
  const response = await fetch(file);
  return createWebGpuRuntime(new ModelFile(new Uint8Array(await response.arrayBuffer())), options);
}

/** `symbols`: { width, height, quality, hyperLatent, residual }. Resolves to { width, height, data } with plain arrays. */
export async function synthesize(runtime, symbols) {
  const { width, height, data } = await runtime.synthesize({
    geometry: geometryOf(symbols.width, symbols.height),
    quality: symbols.quality,
    hyperLatent: Int8Array.from(symbols.hyperLatent),
    residual: Int16Array.from(symbols.residual),
  });
  return { width, height, data: [...data] };
}

// A worker answers each message of symbols with the picture, or with null where it has no WebGPU.
if (typeof document === 'undefined') {
  addEventListener('message', ({ data, source, ports: [port] }) => {
    void (async () => {
      const runtime = await open();
      (port ?? source ?? self).postMessage(runtime && (await synthesize(runtime, data)));
      runtime?.dispose();
    })();
  });
}
