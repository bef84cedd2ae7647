// Coarse layers, where that does no harm, take activations of 7 bits, so that their sums stay within 16 bits for a while. Where
// there is relaxed SIMD they are products of bytes, at up to twice the speed; elsewhere the same integers go the way of the
// others, to the same result.
import { factors, Layer } from './layers';
import { finish, largest, rounded } from './product';

const COARSE_LIMIT: f32 = 63;
const COARSE_OFFSET: i32 = 64; // makes an activation a byte in 1..127; the layer's `offset` takes it out of the sums again

/** Multiplies each pixel's floats by the layer's input scales and makes them integers of 7 bits. */
export function quantizeCoarse(layer: Layer, x: usize, xStride: usize, pixels: i32, out: usize, factor: usize): void {
  const bytes = <usize>layer.inputs << 2;
  const scale = layer.inputScale;
  for (let p = 0; p < pixels; p++) {
    let m0 = f32x4.splat(0), m1 = m0;
    for (let c: usize = 0; c < bytes; c += 32) {
      m0 = f32x4.pmax(m0, f32x4.abs(f32x4.mul(v128.load(x + c), v128.load(scale + c))));
      m1 = f32x4.pmax(m1, f32x4.abs(f32x4.mul(v128.load(x + c, 16), v128.load(scale + c, 16))));
    }
    const most = largest(f32x4.pmax(m0, m1));
    store<f32>(factor, most / COARSE_LIMIT);
    const times = f32x4.splat(COARSE_LIMIT / most);
    for (let c: usize = 0; c < bytes; c += 64) {
      const low = i16x8.narrow_i32x4_s(coarse(x + c, scale + c, times), coarse(x + c + 16, scale + c + 16, times));
      const high = i16x8.narrow_i32x4_s(coarse(x + c + 32, scale + c + 32, times), coarse(x + c + 48, scale + c + 48, times));
      if (ASC_FEATURE_RELAXED_SIMD) {
        v128.store(out, i8x16.add(i8x16.narrow_i16x8_s(low, high), i8x16.splat(<i8>COARSE_OFFSET)));
        out += 16;
      } else {
        v128.store(out, low);
        v128.store(out, high, 16);
        out += 32;
      }
    }
    x += xStride;
    factor += 4;
  }
}

@inline
function coarse(x: usize, scale: usize, times: v128): v128 {
  return rounded(f32x4.mul(f32x4.mul(v128.load(x), v128.load(scale)), times));
}

/** As `multiply`, of bytes; weights: int8 [outputs / 8][inputs / 4][8][4]. */
export function multiplyBytes(layer: Layer, a: usize, pixels: i32, out: usize, outStride: usize, mode: i32): void {
  const depth = <usize>layer.inputs;
  const outputs = layer.outputs;
  const group = <usize>layer.group << 2;
  const ones = i16x8.splat(1);
  let w = layer.weights;
  let scale = layer.scale;
  let bias = layer.bias;
  let offset = layer.offset;
  for (let n = 0; n < outputs; n += 8) {
    const scale0 = v128.load(scale), scale1 = v128.load(scale, 16);
    const bias0 = v128.load(bias), bias1 = v128.load(bias, 16);
    let p = 0;
    for (; p + 4 <= pixels; p += 4) {
      const a0 = a + p * depth;
      const a1 = a0 + depth;
      const a2 = a1 + depth;
      const a3 = a2 + depth;
      let s00 = v128.load(offset), s01 = v128.load(offset, 16);
      let s10 = s00, s11 = s01, s20 = s00, s21 = s01, s30 = s00, s31 = s01;
      let v = w;
      for (let k: usize = 0; k < depth;) {
        const end = k + group;
        let t00 = i16x8.splat(0), t01 = t00, t10 = t00, t11 = t00, t20 = t00, t21 = t00, t30 = t00, t31 = t00;
        do {
          const w0 = v128.load(v), w1 = v128.load(v, 16);
          const x0 = v128.load32_splat(a0 + k);
          const x1 = v128.load32_splat(a1 + k);
          const x2 = v128.load32_splat(a2 + k);
          const x3 = v128.load32_splat(a3 + k);
          t00 = i16x8.add(t00, i16x8.relaxed_dot_i8x16_i7x16_s(w0, x0));
          t01 = i16x8.add(t01, i16x8.relaxed_dot_i8x16_i7x16_s(w1, x0));
          t10 = i16x8.add(t10, i16x8.relaxed_dot_i8x16_i7x16_s(w0, x1));
          t11 = i16x8.add(t11, i16x8.relaxed_dot_i8x16_i7x16_s(w1, x1));
          t20 = i16x8.add(t20, i16x8.relaxed_dot_i8x16_i7x16_s(w0, x2));
          t21 = i16x8.add(t21, i16x8.relaxed_dot_i8x16_i7x16_s(w1, x2));
          t30 = i16x8.add(t30, i16x8.relaxed_dot_i8x16_i7x16_s(w0, x3));
          t31 = i16x8.add(t31, i16x8.relaxed_dot_i8x16_i7x16_s(w1, x3));
          v += 32;
          k += 4;
        } while (k < end);
        s00 = i32x4.add(s00, i32x4.dot_i16x8_s(t00, ones));
        s01 = i32x4.add(s01, i32x4.dot_i16x8_s(t01, ones));
        s10 = i32x4.add(s10, i32x4.dot_i16x8_s(t10, ones));
        s11 = i32x4.add(s11, i32x4.dot_i16x8_s(t11, ones));
        s20 = i32x4.add(s20, i32x4.dot_i16x8_s(t20, ones));
        s21 = i32x4.add(s21, i32x4.dot_i16x8_s(t21, ones));
        s30 = i32x4.add(s30, i32x4.dot_i16x8_s(t30, ones));
        s31 = i32x4.add(s31, i32x4.dot_i16x8_s(t31, ones));
      }
      const f = factors + (<usize>p << 2);
      const o = out + p * outStride;
      finish(s00, s01, f, o, mode, 0, scale0, scale1, bias0, bias1);
      finish(s10, s11, f + 4, o + outStride, mode, 0, scale0, scale1, bias0, bias1);
      finish(s20, s21, f + 8, o + 2 * outStride, mode, 0, scale0, scale1, bias0, bias1);
      finish(s30, s31, f + 12, o + 3 * outStride, mode, 0, scale0, scale1, bias0, bias1);
    }
    for (; p < pixels; p++) {
      let s0 = v128.load(offset), s1 = v128.load(offset, 16);
      let v = w;
      for (let k = a + p * depth, end = k + depth; k < end; k += 4) {
        const x = v128.load32_splat(k);
        s0 = i32x4.add(s0, i32x4.dot_i16x8_s(i16x8.relaxed_dot_i8x16_i7x16_s(v128.load(v), x), ones));
        s1 = i32x4.add(s1, i32x4.dot_i16x8_s(i16x8.relaxed_dot_i8x16_i7x16_s(v128.load(v, 16), x), ones));
        v += 32;
      }
      finish(s0, s1, factors + (<usize>p << 2), out + p * outStride, mode, 0, scale0, scale1, bias0, bias1);
    }
    w += depth << 3;
    scale += 32;
    bias += 32;
    offset += 32;
    out += 32;
  }
}
