import kernels from '../../dist/kernels.wasm';
import type { ModelFile } from '../model-file';
import type { Runtime } from '../runtime';

/** The networks in WebAssembly SIMD, on the calling thread. */
export async function createWasmRuntime(model: ModelFile): Promise<Runtime> {
  void model;
  void kernels;
  throw new Error('Not there yet.');
}
