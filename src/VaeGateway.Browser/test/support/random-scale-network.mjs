import { modelBytes, noNetworks } from './model-bytes.mjs';

/** The same integers at every run (a linear congruential generator), evenly spread over low..high. */
export function randomIntegers(seed) {
  return (low, high) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return low + Math.floor((seed / 2 ** 32) * (high - low + 1));
  };
}

const facts = { ...noNetworks, id: 'random', sha256: '0'.repeat(64), latentChannels: 24, hyperChannels: 16, scaleWidth: 8 };

/** A model of a scale network alone, its weights random, and `tensor(name)` -> its values. */
export function randomScaleNetwork() {
  const random = randomIntegers(3);
  const tensors = [];
  const put = (Kind, name, shape, low, high) =>
    tensors.push({ name, shape, values: Kind.from({ length: shape.reduce((a, b) => a * b) }, () => random(low, high)) });
  const { latentChannels: m, hyperChannels: z, scaleWidth: s } = facts;
  const layer = (name, shape, bias) => {
    put(Int8Array, `scale.${name}.weight`, shape, -127, 127);
    put(Int32Array, `scale.${name}.bias`, [shape[0]], -bias, 2 * bias);
  };
  layer('enter', [4 * s, z], 400);
  layer('near', [s, 9], 6000);
  layer('widen', [4 * s, s], 6000);
  layer('far', [s, 9], 6000);
  layer('leave', [m, s], 9000);
  put(Int32Array, 'scale.condition.first', [4 * s], -300, 300);
  put(Int16Array, 'scale.condition.change', [63, 4 * s], -9, 9);
  put(Int32Array, 'scale.offset.first', [m], -20, 40);
  put(Int16Array, 'scale.offset.change', [63, m], -1, 1);
  put(Uint8Array, 'hyper_scale_index', [64, z], 4, 40);
  put(Uint16Array, 'magnitude_tables.length', [64], 2, 2);
  tensors.push({ name: 'magnitude_tables.frequency', shape: [128], values: Uint16Array.from({ length: 128 }, () => 32768) });
  const values = new Map(tensors.map((tensor) => [tensor.name, tensor.values]));
  return { facts, bytes: new Uint8Array(modelBytes(facts, tensors)), tensor: (name) => values.get(name) };
}

/** Its arithmetic, plainly: z [Z, height, width] to scale indices [M, 4 height, 4 width]. Maps are { channels, width, height, data }, planar. */
export function plainScales({ facts, tensor }, hyperLatent, width, height, quality) {
  const { shifts } = facts;
  const over = (name) => Array.from(tensor(`${name}.first`), (first, c) => {
    const change = tensor(`${name}.change`);
    return Array.from({ length: quality }, (_, q) => change[q * tensor(`${name}.first`).length + c]).reduce((a, b) => a + b, first);
  });
  const act = (x) => ({ ...x, data: x.data.map((v) => Math.min(Math.max(v, 0), 255)) });
  const shifted = (x, shift) => ({ ...x, data: x.data.map((v) => Math.floor(v / 2 ** shift)) });
  const condition = over('scale.condition');
  const offset = over('scale.offset');
  let a = product(tensor, 'enter', { channels: facts.hyperChannels, width, height, data: Array.from(hyperLatent) });
  a = act(shifted(perChannel(a, (v, c) => v + condition[c]), shifts[0]));
  a = act(shifted(depthwise(tensor, 'near', shuffle(a)), shifts[1]));
  a = act(shifted(product(tensor, 'widen', a), shifts[2]));
  a = act(shifted(depthwise(tensor, 'far', shuffle(a)), shifts[3]));
  const index = perChannel(shifted(product(tensor, 'leave', a), shifts[4]), (v, c) => v + offset[c]);
  return index.data.map((v) => Math.min(Math.max(v, 0), 63));
}

function mapOf(channels, width, height, at) {
  return { channels, width, height, data: Array.from({ length: channels * width * height }, (_, i) => at(Math.floor(i / (width * height)), i)) };
}

function perChannel(x, change) {
  return mapOf(x.channels, x.width, x.height, (c, i) => change(x.data[i], c));
}

function product(tensor, name, x) {
  const weight = tensor(`scale.${name}.weight`);
  const bias = tensor(`scale.${name}.bias`);
  const plane = x.width * x.height;
  return mapOf(bias.length, x.width, x.height, (c, i) => {
    let sum = bias[c];
    for (let k = 0; k < x.channels; k++) {
      sum += weight[c * x.channels + k] * x.data[k * plane + (i % plane)];
    }
    return sum;
  });
}

function at(x, c, column, line) {
  const inside = column >= 0 && line >= 0 && column < x.width && line < x.height;
  return inside ? x.data[(c * x.height + line) * x.width + column] : 0;
}

function depthwise(tensor, name, x) {
  const weight = tensor(`scale.${name}.weight`);
  const bias = tensor(`scale.${name}.bias`);
  return mapOf(x.channels, x.width, x.height, (c, i) => {
    const [column, line] = [i % x.width, Math.floor(i / x.width) % x.height];
    let sum = bias[c];
    for (let tap = 0; tap < 9; tap++) {
      sum += weight[c * 9 + tap] * at(x, c, column + (tap % 3) - 1, line + Math.floor(tap / 3) - 1);
    }
    return sum;
  });
}

// PyTorch's pixel_shuffle by 2.
function shuffle(x) {
  return mapOf(x.channels / 4, 2 * x.width, 2 * x.height, (c, i) => {
    const [column, line] = [i % (2 * x.width), Math.floor(i / (2 * x.width)) % (2 * x.height)];
    return at(x, 4 * c + 2 * (line % 2) + (column % 2), column >> 1, line >> 1);
  });
}
