// Measures the stages of the SDK's WebAssembly by wrapping what its kernels export: an instance decodes symbols until it is
// seen to work on latents, and then it is the float networks'.
const stages = new Map();
let painting = false;

const symbolStages = { decodeHyperLatent: 'entropy decoding', decodeChunk: 'entropy decoding' };

/** From now on; call it before the SDK is loaded. */
export function watchStages() {
  const instantiate = WebAssembly.instantiate;
  WebAssembly.instantiate = async (module, imports) => {
    const instance = await instantiate(module, imports);
    let isRuntime = false;
    const watched = Object.entries(instance.exports).map(([name, value]) => [name, typeof value !== 'function' ? value : (...parameters) => {
      isRuntime ||= name === 'setLatents';
      painting = name === 'applyGain' ? true : name === 'setLatents' ? false : painting;
      const started = performance.now();
      const result = value(...parameters);
      const stage = symbolStages[name] ?? (!isRuntime ? 'scale network' : name === 'writeRow' ? 'pixels' : painting ? 'synthesis network' : 'mean network');
      stages.set(stage, (stages.get(stage) ?? 0) + performance.now() - started);
      return result;
    }]);
    return { exports: Object.fromEntries(watched) };
  };
}

/** Milliseconds by stage since the last call. */
export function takeStages() {
  const taken = Object.fromEntries(stages);
  stages.clear();
  return taken;
}
