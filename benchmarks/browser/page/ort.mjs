import * as ort from '/ort/ort.wasm.min.mjs';

ort.env.wasm.numThreads = 1;
ort.env.wasm.wasmPaths = '/ort/';

/**
 * The same decode by onnxruntime-web: scale.onnx, mean.onnx and synthesis.onnx on one thread. It has no entropy decoder: the
 * symbols come from the SDK's, whose time counts here as well.
 */
export async function openOrt(sdk) {
  const [scale, mean, synthesis] = await Promise.all(['scale', 'mean', 'synthesis'].map(
    (name) => ort.InferenceSession.create(`/${name}.onnx`, { executionProviders: ['wasm'] }),
  ));
  const { latentChannels, hyperChannels } = sdk.decoder.model.facts;
  return {
    async decode(container) {
      const stages = {};
      const timed = async (stage, work) => {
        const started = performance.now();
        const result = await work();
        stages[stage] = performance.now() - started;
        return result;
      };
      const { symbols } = await sdk.decoder.unpack(container);
      const { geometry } = symbols;
      const quality = new ort.Tensor('int64', BigInt64Array.of(BigInt(symbols.quality)), [1]);
      const z = new ort.Tensor('float32', Float32Array.from(symbols.hyperLatent), [1, hyperChannels, geometry.hyperHeight, geometry.hyperWidth]);
      const r = new ort.Tensor('int16', symbols.residual, [1, latentChannels, geometry.latentHeight, geometry.latentWidth]);
      await timed('scale network', () => scale.run({ hyper_latent: z, quality }));
      const { latent } = await timed('mean network', () => mean.run({ residual: r, hyper_latent: z, quality }));
      const { image } = await timed('synthesis network', () => synthesis.run({ latent, quality }));
      return { image: { ...geometry, padded: image.data, stride: image.dims[2] }, stages };
    },
  };
}
