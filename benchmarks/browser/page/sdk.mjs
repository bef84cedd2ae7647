import { takeStages, watchStages } from './stages.mjs';

watchStages();
const { createWasmRuntime, createWebGpuRuntime, LatentDecoder, ModelFile } = await import('/sdk/decoder.js');

/** The SDK's decoder on one of its runtimes, 'wasm' or 'webgpu', or by the light decoder there, 'wasm-light': `decode(container)` → { image, stages }. */
export async function openSdk(name, modelBytes) {
  const [runtime, decoderKind = 'full'] = name.split('-');
  const create = runtime === 'webgpu' ? createWebGpuRuntime : createWasmRuntime;
  const createRuntime = (model) => create(model, { decoder: decoderKind });
  const decoder = await LatentDecoder.create(new ModelFile(modelBytes), { createRuntime });
  if (decoder.runtime.name !== runtime || decoder.runtime.decoder !== decoderKind) {
    throw new Error(`There is no ${name} here.`);
  }
  takeStages();
  return {
    decoder,
    async decode(container) {
      const { symbols } = await decoder.unpack(container);
      const unpacked = performance.now();
      const image = await decoder.runtime.synthesize(symbols);
      const stages = takeStages();
      return { image, stages: runtime === 'webgpu' ? { ...stages, 'networks on the GPU': performance.now() - unpacked } : stages };
    },
  };
}
