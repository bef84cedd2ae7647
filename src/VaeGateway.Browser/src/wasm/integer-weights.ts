import type { ModelFile } from '../model-file';

/** Outputs that the kernel computes at a time. */
export const panel = 8;
const maxSum = 0x7fffffff;
const maxInteger = 32767;

// Largest integer of an activation where weights are floats, too: an even share of the sum's 31 bits for both.
const floatWeightLimit = 8191;

/** Integer weights [outputs][inputs] of a 1x1 convolution, each output's unit, and how large its inputs may become. */
export interface IntegerWeights {
  readonly inputs: number;
  readonly outputs: number;
  readonly integers: Int16Array;
  readonly unit: Float32Array;
  readonly limit: number;
  /** What each input is multiplied by before it becomes an integer; absent: 1. */
  readonly inputScale?: Float32Array;
  /** How many times four inputs' products with bytes of 7 bits a sum of 16 bits holds; set where the layer is coarse. */
  readonly group?: number;
}

/** A weight as the file holds it, or, of floats, rounded as finely as sums of 32 bits allow. */
export function integerWeights(model: ModelFile, name: string): IntegerWeights {
  const [outputs, inputs] = model.shape(name);
  if (outputs % panel !== 0 || inputs % panel !== 0) {
    throw new Error(`${name}: ${outputs} x ${inputs} are not multiples of ${panel}.`);
  }
  const step = model.step(name);
  const floats = step === null ? model.float(name) : null;
  const unit = floats ? roundingUnits(floats, inputs) : new Float32Array(outputs).fill(step as number);
  const source = floats ?? model.integers(name);
  const integers = new Int16Array(outputs * inputs);
  let largestSum = 1;
  for (let n = 0; n < outputs; n++) {
    let sum = 0;
    for (let k = n * inputs; k < (n + 1) * inputs; k++) {
      const value = floats ? Math.round(source[k] / unit[n]) : source[k];
      integers[k] = value;
      sum += Math.abs(value);
    }
    largestSum = Math.max(largestSum, sum);
  }
  return { inputs, outputs, integers, unit, limit: Math.min(maxInteger, Math.floor(maxSum / largestSum)) };
}

function roundingUnits(weights: Float32Array, inputs: number): Float32Array {
  const units = new Float32Array(weights.length / inputs);
  for (let n = 0; n < units.length; n++) {
    let sum = 0;
    let most = 0;
    for (let k = n * inputs; k < (n + 1) * inputs; k++) {
      sum += Math.abs(weights[k]);
      most = Math.max(most, Math.abs(weights[k]));
    }
    // Rounding may add half a unit to each input's weight.
    const largest = Math.floor(maxSum / floatWeightLimit) - inputs / 2;
    units[n] = Math.max(sum / largest, most / maxInteger, 1e-30);
  }
  return units;
}

/** Every `step`-th output from `first` on: one of the positions of a pixel shuffle. */
export function everyOutput(weights: IntegerWeights, first: number, step: number): IntegerWeights {
  const outputs = weights.outputs / step;
  const integers = new Int16Array(outputs * weights.inputs);
  const unit = new Float32Array(outputs);
  for (let n = 0; n < outputs; n++) {
    const from = first + n * step;
    integers.set(weights.integers.subarray(from * weights.inputs, (from + 1) * weights.inputs), n * weights.inputs);
    unit[n] = weights.unit[from];
  }
  return { ...weights, outputs, integers, unit };
}

/** Inputs in another order: input k becomes the old input order(k); as many as `count`. */
export function pickInputs(weights: IntegerWeights, count: number, order: (k: number) => number): IntegerWeights {
  const integers = new Int16Array(weights.outputs * count);
  for (let n = 0; n < weights.outputs; n++) {
    for (let k = 0; k < count; k++) {
      integers[n * count + k] = weights.integers[n * weights.inputs + order(k)];
    }
  }
  return { ...weights, inputs: count, integers };
}
