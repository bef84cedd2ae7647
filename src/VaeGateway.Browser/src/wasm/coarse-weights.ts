import type { ModelFile } from '../model-file';
import { type IntegerWeights, panel } from './integer-weights';

const maxByte = 127;
const maxSum = 32767; // of 16 bits
const coarseLimit = 63; // COARSE_LIMIT in assembly/coarse.ts
const coarseOffset = 64; // COARSE_OFFSET
const coarseInputs = 16; // that the kernel makes bytes of at a time
const groups = [64, 48, 32, 24, 16, 12, 8, 4];

/** A layer for 7-bit activations, with the file's own integers; null where these are too large for it, or not bytes. */
export function coarseWeights(model: ModelFile, name: string): IntegerWeights | null {
  const [outputs, inputs] = model.shape(name);
  const parts = model.parts(name);
  if (!parts || parts.axis !== 1 || inputs % coarseInputs !== 0 || outputs % panel !== 0) {
    return null;
  }
  const integers = Int16Array.from(parts.integers);
  const group = groups.find((size) => inputs % (4 * size) === 0 && fits(integers, inputs, 4 * size));
  return group === undefined ? null : {
    inputs, outputs, integers, group,
    unit: new Float32Array(outputs).fill(parts.step),
    inputScale: Float32Array.from({ length: inputs }, (_, k) => parts.scales[Math.floor((k * parts.scales.length) / inputs)]),
    limit: coarseLimit,
  };
}

/** Whether no 16-bit sum overflows: of every second pair of inputs in a group, with any activations in 1..127. */
function fits(integers: Int16Array, inputs: number, group: number): boolean {
  for (let start = 0; start < integers.length; start += group) {
    for (const lane of [0, 2]) {
      let [positive, negative] = [0, 0];
      for (let k = start + lane; k < start + group; k += 4) {
        for (const weight of [integers[k], integers[k + 1]]) {
          if (Math.abs(weight) > maxByte) {
            return false;
          }
          positive += Math.max(weight, 0);
          negative -= Math.min(weight, 0);
        }
      }
      if (Math.max(positive, negative) * maxByte > maxSum) {
        return false;
      }
    }
  }
  return inputs > 0;
}

/** What takes the activations' offset out of each output's sum. */
export function coarseOffsets({ inputs, outputs, integers }: IntegerWeights): Int32Array {
  return Int32Array.from({ length: outputs }, (_, n) =>
    -coarseOffset * integers.subarray(n * inputs, (n + 1) * inputs).reduce((sum, weight) => sum + weight, 0));
}
