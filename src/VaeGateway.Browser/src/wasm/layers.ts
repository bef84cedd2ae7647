import type { Arena } from './arena';
import { coarseOffsets } from './coarse-weights';
import { type IntegerWeights, panel } from './integer-weights';

/** Addresses of a Layer (assembly/layers.ts) and of what may change with the quality. */
export interface PlacedLayer {
  readonly at: number;
  readonly scale: number;
  readonly bias: number;
  readonly offset: number;
  readonly unit: Float32Array;
}

/** Puts a layer into memory; `limit` and `shift` as in the kernel's Layer. `bytes`: whether the kernels have coarse layers as bytes. */
export function placeLayer(
  arena: Arena,
  weights: IntegerWeights,
  bias: Float32Array | Int32Array,
  { limit = weights.limit, shift = 0, bytes = false } = {},
): PlacedLayer {
  const asBytes = bytes && weights.group !== undefined;
  const packed = arena.put(asBytes ? packed4(weights) : pack(weights));
  const scale = arena.put(weights.unit);
  const biasAt = arena.put(bias);
  const offset = arena.put(asBytes ? coarseOffsets(weights) : new Int32Array(weights.outputs));
  const inputScale = weights.inputScale ? arena.put(weights.inputScale) : 0;
  const at = arena.allocate(40);
  const view = new DataView(arena.memory.buffer, at);
  [weights.inputs, weights.outputs, packed, scale, biasAt].forEach((value, i) => view.setInt32(4 * i, value, true));
  view.setFloat32(20, limit, true);
  view.setInt32(24, shift, true);
  view.setInt32(28, offset, true);
  view.setInt32(32, inputScale, true);
  view.setInt32(36, asBytes ? (weights.group ?? 0) : 0, true);
  return { at, scale, bias: biasAt, offset, unit: weights.unit };
}

/** [outputs / 8][inputs / 2][8][2]. */
function pack({ inputs, outputs, integers }: IntegerWeights): Int16Array {
  const packed = new Int16Array(integers.length);
  let i = 0;
  for (let n = 0; n < outputs; n += panel) {
    for (let k = 0; k < inputs; k += 2) {
      for (let j = n; j < n + panel; j++) {
        packed[i++] = integers[j * inputs + k];
        packed[i++] = integers[j * inputs + k + 1];
      }
    }
  }
  return packed;
}

/** int8 [outputs / 8][inputs / 4][8][4]. */
function packed4({ inputs, outputs, integers }: IntegerWeights): Int8Array {
  const packed = new Int8Array(integers.length);
  let i = 0;
  for (let n = 0; n < outputs; n += panel) {
    for (let k = 0; k < inputs; k += 4) {
      for (let j = n; j < n + panel; j++) {
        packed.set(integers.subarray(j * inputs + k, j * inputs + k + 4), i);
        i += 4;
      }
    }
  }
  return packed;
}

/** Puts a depthwise convolution into memory, its weights [channels][taps] turned to [taps][channels]. */
export function placeDepthwise(
  arena: Arena,
  weights: Float32Array | Int16Array,
  bias: Float32Array | Int32Array,
  shift = 0,
): number {
  const channels = bias.length;
  const taps = weights.length / channels;
  const turned = weights.slice();
  for (let c = 0; c < channels; c++) {
    for (let t = 0; t < taps; t++) {
      turned[t * channels + c] = weights[c * taps + t];
    }
  }
  const weightsAt = arena.put(turned);
  const biasAt = arena.put(bias);
  return arena.put(Int32Array.of(channels, weightsAt, biasAt, shift));
}
