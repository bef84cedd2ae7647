// A small model with random weights in the layout of decoder.bin: its channel counts are no multiples of anything the kernels
// like, and its weights come in every type that the layout knows. The scale network is left out: the runtimes don't run it.

export const facts = {
  id: 'random', sha256: '00', latentChannels: 20, hyperChannels: 9, width: 22, meanWidth: 13, scaleWidth: 8,
  synthesisBlocks: 3, overlapChannels: 5, logStepMax: 0.5, shifts: [],
};

// The same numbers at every run (mulberry32), evenly spread over -1..1.
export function randomNumbers(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 31 - 1;
  };
}

/** The file of a model of these facts, with a light decoder if they have `light`, and `tensor(name)` → values as a runtime must read them. */
export function randomModel(shape = facts) {
  const random = randomNumbers(1);
  const entries = [];
  const parts = [];
  const values = new Map();
  const put = (name, shape, magnitude, centre = 0) => {
    const float = Array.from({ length: shape.reduce((a, b) => a * b) }, () => centre + magnitude * random());
    const kind = name.endsWith('.weight') ? ['int8', 'int16', 'float32'][entries.length % 3] : 'float32';
    const step = kind === 'float32' ? undefined : magnitude / (kind === 'int8' ? 127 : 9999);
    const stored = { int8: Int8Array, int16: Int16Array, float32: Float32Array }[kind].from(float, (x) => (step ? Math.round(x / step) : x));
    entries.push({ name, type: kind, shape, step });
    parts.push(Buffer.from(stored.buffer));
    values.set(name, Array.from(stored, (x) => x * (step ?? 1)));
  };
  // Weights that keep the spread of what passes through, but for the last layers of a residual.
  const product = (name, outputs, inputs, gain = 1.5) => {
    put(`${name}.weight`, [outputs, inputs], gain / Math.sqrt(inputs));
    put(`${name}.bias`, [outputs], 0.3);
  };
  const block = (name, channels, strength = 0.5) => {
    product(`${name}.spatial_in`, channels, channels);
    product(`${name}.spatial`, channels, 9);
    product(`${name}.spatial_out`, channels, channels, strength);
    product(`${name}.channel_in`, 2 * channels, channels);
    product(`${name}.channel_out`, channels, 2 * channels, 0.5);
  };
  const { latentChannels: m, hyperChannels: z, width: w, meanWidth: a, overlapChannels: strongest } = shape;
  // The mean network's convolutions are strong, so that what is far away still tells in the pixels: a halo too small must show.
  product('mean.enter', 4 * a, z, 0.5);
  block('mean.near', a, 6);
  product('mean.widen', 4 * a, a);
  block('mean.far', a, 6);
  product('mean.first', m, a);
  product('mean.log_step', m, a);
  for (let turn = 0; turn < 3; turn++) {
    product(`mean.steps.${turn}.enter`, a, m + a);
    product(`mean.steps.${turn}.spatial`, a, 25, 10);
    product(`mean.steps.${turn}.mix`, a, a);
    product(`mean.steps.${turn}.linear`, m, 9, 0.5);
    product(`mean.steps.${turn}.leave`, m, a, 6);
  }
  // What is a synthesis network's own.
  const synthesis = (name, width, blocks) => {
    product(`${name}.enter`, 4 * width, m, 0.1);
    for (let number = 0; number < blocks; number++) {
      block(`${name}.blocks.${number}`, width);
    }
    put(`${name}.leave.weight`, [192, width], 12);
    put(`${name}.leave.bias`, [192], 5, 128);
  };
  put('synthesis.overlap.weight', [m, 9 * strongest], 0.1);
  synthesis('synthesis', w, shape.synthesisBlocks);
  put('synthesis.linear.weight', [768, m], 4);
  const condition = (name, channels) => {
    put(`${name}.condition_scale.anchors`, [8, channels], 0.3);
    put(`${name}.condition_shift.anchors`, [8, channels], 0.3);
  };
  condition('mean', 4 * a);
  condition('synthesis', w);
  put('synthesis.inverse_gain.anchors', [8, m], 0.5);
  if (shape.light) {
    synthesis('light', shape.light.width, shape.light.blocks);
    condition('light', shape.light.width);
  }
  const header = Buffer.from(JSON.stringify({ ...shape, tensors: entries }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  return { bytes: Buffer.concat([Buffer.from('VGD1'), length, header, ...parts]), tensor: (name) => values.get(name) };
}
