// 1x1 convolutions as matrix products of 16-bit integers with 32-bit sums. A pixel's channels are scaled by a factor of the pixel's own
// to integers within the layer's limit, so that no sum can overflow, and the sums are scaled back by the pixel's and the output
// channel's factor: close to float precision at twice the speed of 32-bit floats, and the same result for a pixel whatever tile it
// lies in.
import { multiplyBytes, quantizeCoarse } from './coarse';
import { ADD, EXACT, factors, INDEX, integers, Layer, LEAKY, MAGIC, MAGIC_BITS, SLOPE } from './layers';

/**
 * outputs of `pixels` pixels. a: int16 [inputs] each, aStride bytes apart; factor: float each, factorStride apart; out:
 * outStride apart.
 */
export function multiply(
  layer: Layer, a: usize, aStride: usize, factor: usize, factorStride: usize, pixels: i32, out: usize, outStride: usize, mode: i32,
): void {
  const depth = <usize>layer.inputs << 1;
  const outputs = layer.outputs;
  const shift = layer.shift;
  const outputBytes: usize = mode == INDEX ? 8 : mode == EXACT ? 16 : 32;
  let w = layer.weights;
  let scale = mode == INDEX ? layer.offset : layer.scale;
  let bias = layer.bias;
  for (let n = 0; n < outputs; n += 8) {
    const scale0 = v128.load(scale), scale1 = v128.load(scale, 16);
    const bias0 = v128.load(bias), bias1 = v128.load(bias, 16);
    let p = 0;
    for (; p + 4 <= pixels; p += 4) {
      const a0 = a + p * aStride;
      const a1 = a0 + aStride;
      const a2 = a1 + aStride;
      const a3 = a2 + aStride;
      let s00 = i32x4.splat(0), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00, s30 = s00, s31 = s00;
      // Two inputs at a time: all that one turn loads and sums fits the 16 registers of x64.
      let v = w;
      for (let k: usize = 0; k < depth; k += 4) {
        const w0 = v128.load(v), w1 = v128.load(v, 16);
        const x0 = v128.load32_splat(a0 + k);
        const x1 = v128.load32_splat(a1 + k);
        const x2 = v128.load32_splat(a2 + k);
        const x3 = v128.load32_splat(a3 + k);
        s00 = i32x4.add(s00, i32x4.dot_i16x8_s(x0, w0));
        s01 = i32x4.add(s01, i32x4.dot_i16x8_s(x0, w1));
        s10 = i32x4.add(s10, i32x4.dot_i16x8_s(x1, w0));
        s11 = i32x4.add(s11, i32x4.dot_i16x8_s(x1, w1));
        s20 = i32x4.add(s20, i32x4.dot_i16x8_s(x2, w0));
        s21 = i32x4.add(s21, i32x4.dot_i16x8_s(x2, w1));
        s30 = i32x4.add(s30, i32x4.dot_i16x8_s(x3, w0));
        s31 = i32x4.add(s31, i32x4.dot_i16x8_s(x3, w1));
        v += 32;
      }
      const f = factor + p * factorStride;
      const o = out + p * outStride;
      finish(s00, s01, f, o, mode, shift, scale0, scale1, bias0, bias1);
      finish(s10, s11, f + factorStride, o + outStride, mode, shift, scale0, scale1, bias0, bias1);
      finish(s20, s21, f + 2 * factorStride, o + 2 * outStride, mode, shift, scale0, scale1, bias0, bias1);
      finish(s30, s31, f + 3 * factorStride, o + 3 * outStride, mode, shift, scale0, scale1, bias0, bias1);
    }
    for (; p < pixels; p++) {
      const a0 = a + p * aStride;
      let s0 = i32x4.splat(0), s1 = s0;
      let v = w;
      for (let k: usize = 0; k < depth; k += 4) {
        const x = v128.load32_splat(a0 + k);
        s0 = i32x4.add(s0, i32x4.dot_i16x8_s(x, v128.load(v)));
        s1 = i32x4.add(s1, i32x4.dot_i16x8_s(x, v128.load(v, 16)));
        v += 32;
      }
      finish(s0, s1, factor + p * factorStride, out + p * outStride, mode, shift, scale0, scale1, bias0, bias1);
    }
    w += depth << 3;
    scale += 32;
    bias += 32;
    out += outputBytes;
  }
}

/** Stores 8 outputs of one pixel. */
@inline
export function finish(
  s0: v128, s1: v128, factor: usize, out: usize, mode: i32, shift: i32, scale0: v128, scale1: v128, bias0: v128, bias1: v128,
): void {
  if (mode >= EXACT) {
    let low = i32x4.shr_s(i32x4.add(s0, bias0), shift);
    let high = i32x4.shr_s(i32x4.add(s1, bias1), shift);
    if (mode == EXACT) {
      v128.store(out, i16x8.min_s(i16x8.max_s(i16x8.narrow_i32x4_s(low, high), i16x8.splat(0)), i16x8.splat(255)));
    } else {
      low = i32x4.add(low, scale0);
      high = i32x4.add(high, scale1);
      const index = i16x8.min_s(i16x8.max_s(i16x8.narrow_i32x4_s(low, high), i16x8.splat(0)), i16x8.splat(63));
      v128.store64_lane(out, i8x16.narrow_i16x8_u(index, index), 0);
    }
    return;
  }
  const f = v128.load32_splat(factor);
  let x = f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(s0), f32x4.mul(f, scale0)), bias0);
  let y = f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(s1), f32x4.mul(f, scale1)), bias1);
  if (mode == LEAKY) {
    x = leaky(x);
    y = leaky(y);
  } else if (mode == ADD) {
    x = f32x4.add(x, v128.load(out));
    y = f32x4.add(y, v128.load(out, 16));
  }
  v128.store(out, x);
  v128.store(out, y, 16);
}

@inline
export function leaky(x: v128): v128 {
  return f32x4.pmax(x, f32x4.mul(x, f32x4.splat(SLOPE)));
}

/** Scales each pixel's floats to integers within the limit; its factor undoes it. */
export function quantize(x: usize, xStride: usize, pixels: i32, channels: i32, limit: f32, out: usize, factor: usize): void {
  const bytes = <usize>channels << 2;
  for (let p = 0; p < pixels; p++) {
    let m0 = f32x4.splat(0), m1 = m0;
    for (let c: usize = 0; c < bytes; c += 32) {
      m0 = f32x4.pmax(m0, f32x4.abs(v128.load(x + c)));
      m1 = f32x4.pmax(m1, f32x4.abs(v128.load(x + c, 16)));
    }
    const most = largest(f32x4.pmax(m0, m1));
    store<f32>(factor, most / limit);
    const times = f32x4.splat(limit / most);
    for (let c: usize = 0; c < bytes; c += 32) {
      const low = rounded(f32x4.mul(v128.load(x + c), times));
      const high = rounded(f32x4.mul(v128.load(x + c, 16), times));
      v128.store(out, i16x8.narrow_i32x4_s(low, high));
      out += 16;
    }
    x += xStride;
    factor += 4;
  }
}

/** The largest of four magnitudes, and not zero. */
@inline
export function largest(x: v128): f32 {
  x = f32x4.pmax(x, i32x4.shuffle(x, x, 2, 3, 0, 1));
  x = f32x4.pmax(x, i32x4.shuffle(x, x, 1, 0, 3, 2));
  return max<f32>(f32x4.extract_lane(x, 0), 1e-30);
}

@inline
export function rounded(x: v128): v128 {
  return i32x4.sub(f32x4.add(x, f32x4.splat(MAGIC)), i32x4.splat(MAGIC_BITS));
}

/** A 1x1 convolution of one tile's floats. */
export function convolve(layer: Layer, x: usize, xStride: usize, pixels: i32, out: usize, outStride: usize, mode: i32): void {
  if (layer.inputScale) {
    quantizeCoarse(layer, x, xStride, pixels, integers, factors);
    if (ASC_FEATURE_RELAXED_SIMD) {
      multiplyBytes(layer, integers, pixels, out, outStride, mode);
    } else {
      multiply(layer, integers, <usize>layer.inputs << 1, factors, 4, pixels, out, outStride, mode);
    }
    return;
  }
  quantize(x, xStride, pixels, layer.inputs, layer.limit, integers, factors);
  multiply(layer, integers, <usize>layer.inputs << 1, factors, 4, pixels, out, outStride, mode);
}
