// The decoder's arithmetic as the description of decoder.bin has it, slowly and plainly, in doubles. Maps are { channels, width, height, data },
// planar.
import { facts } from './webgpu-model.mjs';

const contextSteps = [[0, 0], [1, 1], [0, 1], [1, 0]]; // row, column

/**
 * Symbols ({ width, height, quality, hyperLatent, residual }) to RGB samples that are not rounded yet, [height, width, 3].
 * `decoder`: 'full' or 'light', the synthesis network.
 */
export function decode(tensor, { width, height, quality, hyperLatent, residual }, shape = facts, decoder = 'full') {
  const hyper = map(shape.hyperChannels, Math.ceil(width / 64), Math.ceil(height / 64), (i) => hyperLatent[i]);
  const y = latents(tensor, hyper, residual, quality, shape);
  const image = synthesize(tensor, y, quality, shape, decoder);
  const plane = image.width * image.height;
  return Array.from({ length: width * height * 3 }, (_, i) => {
    const pixel = Math.floor(i / 3);
    return image.data[(i % 3) * plane + Math.floor(pixel / width) * image.width + (pixel % width)];
  });
}

function latents(tensor, hyper, residual, quality, shape) {
  const scale = row(tensor, 'mean.condition_scale', quality);
  const shift = row(tensor, 'mean.condition_shift', quality);
  let x = leaky(perChannel(product(tensor, 'mean.enter', hyper), (v, c) => v * (1 + scale[c]) + shift[c]));
  x = block(tensor, 'mean.near', shuffle(x, 2));
  const features = block(tensor, 'mean.far', shuffle(leaky(product(tensor, 'mean.widen', x)), 2));
  const limit = shape.logStepMax;
  const step = perChannel(product(tensor, 'mean.log_step', features), (v) => Math.exp(Math.min(Math.max(v, -limit), limit)));
  let mu = product(tensor, 'mean.first', features);
  const y = map(shape.latentChannels, features.width, features.height, () => 0);
  contextSteps.forEach(([top, left], turn) => {
    mu = turn > 0 ? renewed(tensor, `mean.steps.${turn - 1}`, features, y) : mu;
    for (let i = 0; i < y.data.length; i++) {
      const [column, line] = [i % y.width, Math.floor(i / y.width) % y.height];
      y.data[i] = column % 2 === left && line % 2 === top ? mu.data[i] + residual[i] * step.data[i] : y.data[i];
    }
  });
  return y;
}

function renewed(tensor, name, features, y) {
  const u = product(tensor, `${name}.enter`, concatenated(perChannel(y, Math.asinh), features));
  const near = leaky(depthwise(tensor, `${name}.spatial`, leaky(u)));
  const mixed = sum(u, leaky(product(tensor, `${name}.mix`, near)));
  return sum(depthwise(tensor, `${name}.linear`, y), product(tensor, `${name}.leave`, mixed));
}

function synthesize(tensor, y, quality, shape, decoder) {
  const [name, blocks] = decoder === 'light' ? ['light', shape.light.blocks] : ['synthesis', shape.synthesisBlocks];
  const gain = row(tensor, 'synthesis.inverse_gain', quality);
  const scale = row(tensor, `${name}.condition_scale`, quality);
  const shift = row(tensor, `${name}.condition_shift`, quality);
  const gained = perChannel(y, (v, c) => v * Math.exp(gain[c]));
  let x = shuffle(product(tensor, `${name}.enter`, gained), 2);
  x = perChannel(x, (v, c) => v * (1 + scale[c]) + shift[c]);
  for (let number = 0; number < blocks; number++) {
    x = block(tensor, `${name}.blocks.${number}`, x);
  }
  const met = sum(gained, product(tensor, 'synthesis.overlap', neighbours(gained, shape.overlapChannels)));
  return sum(shuffle(product(tensor, 'synthesis.linear', met), 16), shuffle(product(tensor, `${name}.leave`, x), 8));
}

function block(tensor, name, x) {
  const near = depthwise(tensor, `${name}.spatial`, leaky(product(tensor, `${name}.spatial_in`, x)));
  const met = sum(x, product(tensor, `${name}.spatial_out`, near));
  return sum(met, product(tensor, `${name}.channel_out`, leaky(product(tensor, `${name}.channel_in`, met))));
}

function map(channels, width, height, at) {
  return { channels, width, height, data: Float64Array.from({ length: channels * width * height }, (_, i) => at(i)) };
}

function perChannel(x, change) {
  const plane = x.width * x.height;
  return map(x.channels, x.width, x.height, (i) => change(x.data[i], Math.floor(i / plane)));
}

const leaky = (x) => perChannel(x, (v) => Math.max(v, 0.1 * v));
const sum = (a, b) => map(a.channels, a.width, a.height, (i) => a.data[i] + b.data[i]);
const concatenated = (a, b) => ({ ...a, channels: a.channels + b.channels, data: Float64Array.of(...a.data, ...b.data) });

function product(tensor, name, x) {
  const weight = tensor(`${name}.weight`);
  const bias = tensor(`${name}.bias`);
  const plane = x.width * x.height;
  return map(weight.length / x.channels, x.width, x.height, (i) => {
    const [output, position] = [Math.floor(i / plane), i % plane];
    let total = bias?.[output] ?? 0;
    for (let input = 0; input < x.channels; input++) {
      total += weight[output * x.channels + input] * x.data[input * plane + position];
    }
    return total;
  });
}

// Zero outside.
function at(x, channel, column, line) {
  const inside = column >= 0 && line >= 0 && column < x.width && line < x.height;
  return inside ? x.data[(channel * x.height + line) * x.width + column] : 0;
}

function depthwise(tensor, name, x) {
  const weight = tensor(`${name}.weight`);
  const side = Math.sqrt(weight.length / x.channels);
  const reach = (side - 1) / 2;
  return map(x.channels, x.width, x.height, (i) => {
    const channel = Math.floor(i / (x.width * x.height));
    const [column, line] = [i % x.width, Math.floor(i / x.width) % x.height];
    let total = tensor(`${name}.bias`)[channel];
    for (let tap = 0; tap < side * side; tap++) {
      total += weight[channel * side * side + tap] * at(x, channel, column + (tap % side) - reach, line + Math.floor(tap / side) - reach);
    }
    return total;
  });
}

// The 3x3 positions around, of the first channels: channel c * 9 + tap.
function neighbours(x, channels) {
  return map(9 * channels, x.width, x.height, (i) => {
    const [channel, tap] = [Math.floor(i / (9 * x.width * x.height)), Math.floor(i / (x.width * x.height)) % 9];
    const [column, line] = [i % x.width, Math.floor(i / x.width) % x.height];
    return at(x, channel, column + (tap % 3) - 1, line + Math.floor(tap / 3) - 1);
  });
}

// PyTorch's pixel_shuffle.
function shuffle(x, by) {
  return map(x.channels / (by * by), x.width * by, x.height * by, (i) => {
    const [column, line] = [i % (x.width * by), Math.floor(i / (x.width * by)) % (x.height * by)];
    const channel = Math.floor(i / (x.width * x.height * by * by));
    const from = channel * by * by + (line % by) * by + (column % by);
    return at(x, from, Math.floor(column / by), Math.floor(line / by));
  });
}

// A row of an anchor table: 8 rows, linearly interpolated over quality 0..63.
function row(tensor, name, quality) {
  const anchors = tensor(`${name}.anchors`);
  const channels = anchors.length / 8;
  const position = (quality * 7) / 63;
  const below = Math.min(Math.floor(position), 6);
  const weight = position - below;
  return Array.from({ length: channels }, (_, c) => anchors[below * channels + c] * (1 - weight) + anchors[(below + 1) * channels + c] * weight);
}
