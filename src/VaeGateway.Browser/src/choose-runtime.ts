import { keepNote, recallNote } from './measurement-notes';
import type { ModelFile } from './model-file';
import type { Runtime } from './runtime';
import type { DecoderKind } from './synthesis-network';
import { syntheticSymbols } from './synthetic-symbols';
import { createWasmRuntime } from './wasm/runtime';
import { createWebGpuRuntime } from './webgpu/runtime';

const glance = 64; // pixels a side: enough to tell a GPU from one that is imitated in software
const hopeless = 100; // milliseconds for a glance: a GPU takes 5 to 15 for any small picture, its imitation hundreds
const look = 256;

/**
 * The runtime that is faster here, WebAssembly or WebGPU, by decoding a small synthetic latent on each. The choice is kept
 * with the browser's and the model's names; a browser without WebGPU is not measured at all.
 */
export async function createFastestRuntime(model: ModelFile, options: { readonly decoder?: DecoderKind } = {}): Promise<Runtime> {
  if (!('gpu' in navigator)) {
    return createWasmRuntime(model, options);
  }
  const remembered = await recallNote('runtime', model);
  if (remembered === 'wasm') {
    return createWasmRuntime(model, options);
  }
  const gpu = await createWebGpuRuntime(model, options).catch(() => null);
  if (gpu && remembered === 'webgpu') {
    return gpu;
  }
  const wasm = await createWasmRuntime(model, options);
  const winner = gpu && (await isFaster(gpu, wasm, model)) ? gpu : wasm;
  (winner === gpu ? wasm : gpu)?.dispose();
  await keepNote('runtime', model, winner.name);
  return winner;
}

/** Whether the challenger decodes faster; false where it fails. */
async function isFaster(challenger: Runtime, champion: Runtime, model: ModelFile): Promise<boolean> {
  try {
    return (await milliseconds(challenger, model, glance)) < hopeless && (await milliseconds(challenger, model, look)) < (await milliseconds(champion, model, look));
  } catch {
    return false;
  }
}

/** The second of two decodes: the first compiles. */
async function milliseconds(runtime: Runtime, model: ModelFile, side: number): Promise<number> {
  const symbols = syntheticSymbols(model, side);
  await runtime.synthesize(symbols);
  const started = performance.now();
  await runtime.synthesize(symbols);
  return performance.now() - started;
}
