// The networks' kernels. Feature maps are channels-last; an address is of a map's first channel at its first pixel.
//
// Every 1x1 convolution is a matrix product of 16-bit integers with 32-bit sums. A pixel's channels are scaled by a factor
// of the pixel's own to integers within the layer's limit, so that no sum can overflow, and the sums are scaled back by the
// pixel's and the output channel's factor: close to float precision at twice the speed of 32-bit floats, and the same
// result for a pixel whatever tile it lies in.
//
// Coarse layers, where that does no harm, take activations of 7 bits, so that their sums stay within 16 bits for a while. Where
// there is relaxed SIMD they are products of bytes, at up to twice the speed; elsewhere the same integers go the way of the
// others, to the same result.

const SLOPE: f32 = 0.1;
const TILE: i32 = 32; // pixels whose integers and hidden channels stay in the first cache
const MAGIC: f32 = 12582912; // 1.5 * 2^23: adding it rounds a float to an integer in its low bits
const MAGIC_BITS: i32 = 0x4b400000;

/** A 1x1 convolution. */
@unmanaged
class Layer {
  inputs: i32; // a multiple of 8
  outputs: i32; // a multiple of 8
  weights: usize; // int16 [outputs / 8][inputs / 2][8][2]
  scale: usize; // float [outputs]: what a unit of the integer weights stands for
  bias: usize; // float [outputs]; int32 in an exact layer
  limit: f32; // largest integer that an input may be scaled to
  shift: i32; // exact layers: the sum is divided by 2^shift
  offset: usize; // exact layers that give indices: int32 [outputs], added after the shift
  inputScale: usize; // coarse layers: float [inputs], what each input is multiplied by first; else 0
  group: i32; // coarse layers as bytes: how many times four inputs a sum of 16 bits holds; else 0
}

/** A depthwise convolution. */
@unmanaged
class Depthwise {
  channels: i32;
  weights: usize; // float [taps][channels]; int16 in an exact layer
  bias: usize; // float [channels]; int32 in an exact layer
  shift: i32;
}

@unmanaged
class Block {
  spatialIn: Layer;
  spatial: Depthwise;
  spatialOut: Layer;
  channelIn: Layer;
  channelOut: Layer;
}

@unmanaged
class ContextStep {
  fromLatent: Layer;
  fromFeatures: Layer;
  spatial: Depthwise; // 5x5
  mix: Layer;
  leave: Layer;
  linear: Depthwise; // 3x3
}

/** What an output of a matrix product becomes. */
const STORE: i32 = 0;
const LEAKY: i32 = 1;
const ADD: i32 = 2;
const EXACT: i32 = 3; // int16 in 0..255
const INDEX: i32 = 4; // uint8 in 0..63

// Scratch of one tile: integers [TILE][inputs], their factors [TILE], and two maps of floats [TILE][channels].
let integers: usize = 0;
let factors: usize = 0;
let hidden: usize = 0;
let second: usize = 0;

export function setScratch(integersAt: usize, factorsAt: usize, hiddenAt: usize, secondAt: usize): void {
  integers = integersAt;
  factors = factorsAt;
  hidden = hiddenAt;
  second = secondAt;
}

// ---- matrix product ----

/**
 * outputs of `pixels` pixels. a: int16 [inputs] each, aStride bytes apart; factor: float each, factorStride apart; out:
 * outStride apart.
 */
function multiply(
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
function finish(
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
function leaky(x: v128): v128 {
  return f32x4.pmax(x, f32x4.mul(x, f32x4.splat(SLOPE)));
}

/** Scales each pixel's floats to integers within the limit; its factor undoes it. */
function quantize(x: usize, xStride: usize, pixels: i32, channels: i32, limit: f32, out: usize, factor: usize): void {
  const bytes = <usize>channels << 2;
  for (let p = 0; p < pixels; p++) {
    let m0 = f32x4.splat(0), m1 = m0;
    for (let c: usize = 0; c < bytes; c += 32) {
      m0 = f32x4.pmax(m0, f32x4.abs(v128.load(x + c)));
      m1 = f32x4.pmax(m1, f32x4.abs(v128.load(x + c, 16)));
    }
    m0 = f32x4.pmax(m0, m1);
    m0 = f32x4.pmax(m0, i32x4.shuffle(m0, m0, 2, 3, 0, 1));
    m0 = f32x4.pmax(m0, i32x4.shuffle(m0, m0, 1, 0, 3, 2));
    const most = max<f32>(f32x4.extract_lane(m0, 0), 1e-30);
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

@inline
function rounded(x: v128): v128 {
  return i32x4.sub(f32x4.add(x, f32x4.splat(MAGIC)), i32x4.splat(MAGIC_BITS));
}

/** A 1x1 convolution of one tile's floats. */
function convolve(layer: Layer, x: usize, xStride: usize, pixels: i32, out: usize, outStride: usize, mode: i32): void {
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

// ---- coarse layers ----

const COARSE_LIMIT: f32 = 63;
const COARSE_OFFSET: i32 = 64; // makes an activation a byte in 1..127; the layer's `offset` takes it out of the sums again

/** Multiplies each pixel's floats by the layer's input scales and makes them integers of 7 bits. */
function quantizeCoarse(layer: Layer, x: usize, xStride: usize, pixels: i32, out: usize, factor: usize): void {
  const bytes = <usize>layer.inputs << 2;
  const scale = layer.inputScale;
  for (let p = 0; p < pixels; p++) {
    let m0 = f32x4.splat(0), m1 = m0;
    for (let c: usize = 0; c < bytes; c += 32) {
      m0 = f32x4.pmax(m0, f32x4.abs(f32x4.mul(v128.load(x + c), v128.load(scale + c))));
      m1 = f32x4.pmax(m1, f32x4.abs(f32x4.mul(v128.load(x + c, 16), v128.load(scale + c, 16))));
    }
    m0 = f32x4.pmax(m0, m1);
    m0 = f32x4.pmax(m0, i32x4.shuffle(m0, m0, 2, 3, 0, 1));
    m0 = f32x4.pmax(m0, i32x4.shuffle(m0, m0, 1, 0, 3, 2));
    const most = max<f32>(f32x4.extract_lane(m0, 0), 1e-30);
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
function multiplyBytes(layer: Layer, a: usize, pixels: i32, out: usize, outStride: usize, mode: i32): void {
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

// ---- residual blocks ----

/** 3x3 around each of `pixels` pixels, step bytes apart; row: bytes from row to row of x. */
function depthwise3(d: Depthwise, x: usize, step: usize, row: usize, pixels: i32, out: usize): void {
  const bytes = <usize>d.channels << 2;
  let p = 0;
  if (step == bytes) {
    for (; p + 4 <= pixels; p += 4) {
      depthwise3of4(d, x, bytes, row, out);
      x += 4 * bytes;
      out += 4 * bytes;
    }
  }
  for (; p < pixels; p++) {
    for (let c: usize = 0; c < bytes; c += 16) {
      let w = d.weights + c;
      let sum = v128.load(d.bias + c);
      let at = x + c - row - bytes;
      for (let dy = 0; dy < 3; dy++) {
        sum = f32x4.add(sum, f32x4.mul(v128.load(at), v128.load(w)));
        sum = f32x4.add(sum, f32x4.mul(v128.load(at + bytes), v128.load(w + bytes)));
        sum = f32x4.add(sum, f32x4.mul(v128.load(at + 2 * bytes), v128.load(w + 2 * bytes)));
        at += row;
        w += 3 * bytes;
      }
      v128.store(out + c, sum);
    }
    x += step;
    out += bytes;
  }
}

/** The same of four neighbours, which share what they load. */
function depthwise3of4(d: Depthwise, x: usize, bytes: usize, row: usize, out: usize): void {
  for (let c: usize = 0; c < bytes; c += 16) {
    let w = d.weights + c;
    let s0 = v128.load(d.bias + c), s1 = s0, s2 = s0, s3 = s0;
    let at = x + c - row - bytes;
    for (let dy = 0; dy < 3; dy++) {
      const w0 = v128.load(w), w1 = v128.load(w + bytes), w2 = v128.load(w + 2 * bytes);
      let a = v128.load(at), b = v128.load(at + bytes), e = v128.load(at + 2 * bytes);
      s0 = f32x4.add(f32x4.add(f32x4.add(s0, f32x4.mul(a, w0)), f32x4.mul(b, w1)), f32x4.mul(e, w2));
      a = v128.load(at + 3 * bytes);
      s1 = f32x4.add(f32x4.add(f32x4.add(s1, f32x4.mul(b, w0)), f32x4.mul(e, w1)), f32x4.mul(a, w2));
      b = v128.load(at + 4 * bytes);
      s2 = f32x4.add(f32x4.add(f32x4.add(s2, f32x4.mul(e, w0)), f32x4.mul(a, w1)), f32x4.mul(b, w2));
      e = v128.load(at + 5 * bytes);
      s3 = f32x4.add(f32x4.add(f32x4.add(s3, f32x4.mul(a, w0)), f32x4.mul(b, w1)), f32x4.mul(e, w2));
      at += row;
      w += 3 * bytes;
    }
    v128.store(out + c, s0);
    v128.store(out + bytes + c, s1);
    v128.store(out + 2 * bytes + c, s2);
    v128.store(out + 3 * bytes + c, s3);
  }
}

/** A residual block on x [height, width, channels]; h is scratch with a border of one pixel. */
export function block(b: Block, x: usize, h: usize, width: i32, height: i32): void {
  const pixel = <usize>b.spatialIn.inputs << 2;
  const row = width * pixel;
  const hRow = row + 2 * pixel;
  clearBorder(h, width, height, pixel, 1);
  for (let r = 0; r < height; r++) {
    for (let c = 0; c < width; c += TILE) {
      const n = min(TILE, width - c);
      convolve(b.spatialIn, x + r * row + c * pixel, pixel, n, h + (r + 1) * hRow + (c + 1) * pixel, pixel, LEAKY);
    }
  }
  for (let r = 0; r < height; r++) {
    for (let c = 0; c < width; c += TILE) {
      const n = min(TILE, width - c);
      const at = x + r * row + c * pixel;
      depthwise3(b.spatial, h + (r + 1) * hRow + (c + 1) * pixel, pixel, hRow, n, hidden);
      convolve(b.spatialOut, hidden, pixel, n, at, pixel, ADD);
      convolve(b.channelIn, at, pixel, n, hidden, 2 * pixel, LEAKY);
      convolve(b.channelOut, hidden, 2 * pixel, n, at, pixel, ADD);
    }
  }
}

/** Zeroes the border of a map that has `border` pixels around width x height. */
export function clearBorder(map: usize, width: i32, height: i32, pixel: usize, border: i32): void {
  const row = (width + 2 * border) * pixel;
  memory.fill(map, 0, border * row + border * pixel);
  for (let r = 1; r < height; r++) {
    memory.fill(map + (border + r) * row - border * pixel, 0, 2 * border * pixel);
  }
  memory.fill(map + (border + height) * row - border * pixel, 0, border * row + border * pixel);
}

/**
 * A 1x1 convolution to one of the four positions (dy, dx) that a pixel shuffle by 2 gives: x [height, width, inputs] to
 * out [2 height, 2 width, outputs] there.
 */
export function expand(layer: Layer, x: usize, xRow: usize, width: i32, height: i32, out: usize, dy: i32, dx: i32, isLeaky: bool): void {
  const from = <usize>layer.inputs << 2;
  const to = <usize>layer.outputs << 2;
  for (let r = 0; r < height; r++) {
    for (let c = 0; c < width; c += TILE) {
      const at = out + ((2 * r + dy) * 2 * width + 2 * c + dx) * to;
      convolve(layer, x + r * xRow + c * from, from, min(TILE, width - c), at, 2 * to, isLeaky ? LEAKY : STORE);
    }
  }
}

// ---- mean network: one tile's latent y, position by position of the 2x2 cells ----

let latentWidth: i32 = 0;
let latentHeight: i32 = 0;
let latents: usize = 0; // y: float [height + 2, width + 2, M], a border of zeros; zero where not yet known
let residuals: usize = 0; // int16 [height, width, M]
let features: usize = 0; // float [height, width, A]
let featureIntegers: usize = 0;
let featureFactors: usize = 0;
let known: usize = 0; // asinh(y) as integers, [3 positions][height / 2, width / 2, M]
let knownFactors: usize = 0;
let inner: usize = 0; // leaky(u): float [height + 4, width + 4, A], a border of zeros
let logStep: usize = 0; // float [M, A], then the bias [M]
let logStepMax: f32 = 0;

export function setLatents(
  width: i32, height: i32, y: usize, r: usize, x: usize, xIntegers: usize, xFactors: usize, yIntegers: usize, yFactors: usize, u: usize,
): void {
  latentWidth = width;
  latentHeight = height;
  latents = y;
  residuals = r;
  features = x;
  featureIntegers = xIntegers;
  featureFactors = xFactors;
  known = yIntegers;
  knownFactors = yFactors;
  inner = u;
}

export function setLogStep(at: usize, most: f32): void {
  logStep = at;
  logStepMax = most;
}

/** Position (row, column) in the cell of each step. */
@inline
function rowOf(position: i32): i32 {
  return position & 1;
}

@inline
function columnOf(position: i32): i32 {
  return (position == 1 || position == 2) ? 1 : 0;
}

/** The first position's y: mu = first * features. All features become integers for the steps. */
export function firstPosition(first: Layer): void {
  const a = first.inputs;
  const m = first.outputs;
  quantize(features, <usize>a << 2, latentWidth * latentHeight, a, first.limit, featureIntegers, featureFactors);
  const latentRow = <usize>(latentWidth + 2) * m << 2;
  memory.fill(latents, 0, (latentHeight + 2) * latentRow);
  for (let r = 0; r < latentHeight; r += 2) {
    for (let c = 0; c < latentWidth; c += 2 * TILE) {
      const n = min(TILE, (latentWidth - c) >> 1);
      const at = r * latentWidth + c;
      multiply(first, featureIntegers + (<usize>at * a << 1), <usize>a << 2, featureFactors + (at << 2), 8, n, second, <usize>m << 2, STORE);
      reconstruct(r, c, n, 0, m, a, first.limit);
    }
  }
}

/** One of the three later positions; every y of the positions before is known. */
export function contextStep(step: ContextStep, position: i32): void {
  enterStep(step, position);
  const a = step.mix.inputs;
  const m = step.leave.outputs;
  const pixel = <usize>a << 2;
  const innerRow = (latentWidth + 4) * pixel;
  const latentPixel = <usize>m << 2;
  const latentRow = (latentWidth + 2) * latentPixel;
  for (let r = rowOf(position); r < latentHeight; r += 2) {
    for (let c = columnOf(position); c < latentWidth; c += 2 * TILE) {
      const n = min(TILE, (latentWidth - c + 1) >> 1);
      const centre = inner + (r + 2) * innerRow + (c + 2) * pixel;
      depthwise5(step.spatial, centre, 2 * pixel, innerRow, n, hidden);
      convolve(step.mix, hidden, pixel, n, second, pixel, LEAKY);
      addUndoneLeaky(second, centre, 2 * pixel, n, a);
      quantize(second, pixel, n, a, step.leave.limit, integers, factors);
      depthwise3(step.linear, latents + (r + 1) * latentRow + (c + 1) * latentPixel, 2 * latentPixel, latentRow, n, second);
      multiply(step.leave, integers, <usize>a << 1, factors, 4, n, second, latentPixel, ADD);
      reconstruct(r, c, n, position, m, a, step.fromLatent.limit);
    }
  }
}

/** inner = leaky(enter * concat(asinh(y), features)). */
function enterStep(step: ContextStep, position: i32): void {
  const a = step.fromFeatures.inputs;
  const m = step.fromLatent.inputs;
  const pixel = <usize>a << 2;
  const innerRow = (latentWidth + 4) * pixel;
  const cells = latentWidth >> 1;
  clearBorder(inner, latentWidth, latentHeight, pixel, 2);
  for (let r = 0; r < latentHeight; r++) {
    const out = inner + (r + 2) * innerRow + 2 * pixel;
    const at = r * latentWidth;
    multiply(step.fromFeatures, featureIntegers + (<usize>at * a << 1), <usize>a << 1, featureFactors + (at << 2), 4, latentWidth, out, pixel, STORE);
    for (let before = 0; before < position; before++) {
      if (rowOf(before) == (r & 1)) {
        const cell = before * cells * (latentHeight >> 1) + (r >> 1) * cells;
        const to = out + columnOf(before) * pixel;
        multiply(step.fromLatent, known + (<usize>cell * m << 1), <usize>m << 1, knownFactors + (cell << 2), 4, cells, to, 2 * pixel, ADD);
      }
    }
    const end = out + latentWidth * pixel;
    for (let x = out; x < end; x += 16) v128.store(x, leaky(v128.load(x)));
  }
}

function depthwise5(d: Depthwise, x: usize, step: usize, row: usize, pixels: i32, out: usize): void {
  const bytes = <usize>d.channels << 2;
  for (let p = 0; p < pixels; p++) {
    for (let c: usize = 0; c < bytes; c += 16) {
      let w = d.weights + c;
      let sum = v128.load(d.bias + c);
      let at = x + c - 2 * row - 2 * bytes;
      for (let dy = 0; dy < 5; dy++) {
        sum = f32x4.add(sum, f32x4.mul(v128.load(at), v128.load(w)));
        sum = f32x4.add(sum, f32x4.mul(v128.load(at + bytes), v128.load(w + bytes)));
        sum = f32x4.add(sum, f32x4.mul(v128.load(at + 2 * bytes), v128.load(w + 2 * bytes)));
        sum = f32x4.add(sum, f32x4.mul(v128.load(at + 3 * bytes), v128.load(w + 3 * bytes)));
        sum = f32x4.add(sum, f32x4.mul(v128.load(at + 4 * bytes), v128.load(w + 4 * bytes)));
        at += row;
        w += 5 * bytes;
      }
      v128.store(out + c, leaky(sum));
    }
    x += step;
    out += bytes;
  }
}

/** x += u, where u is known as leaky(u). */
function addUndoneLeaky(x: usize, u: usize, uStep: usize, pixels: i32, channels: i32): void {
  const bytes = <usize>channels << 2;
  const steep = f32x4.splat(1 / SLOPE);
  for (let p = 0; p < pixels; p++) {
    for (let c: usize = 0; c < bytes; c += 16) {
      const v = v128.load(u + c);
      v128.store(x + c, f32x4.add(v128.load(x + c), f32x4.pmin(v, f32x4.mul(v, steep))));
    }
    x += bytes;
    u += uStep;
  }
}

/**
 * y = mu + r * step for n positions of a row, two columns apart; mu in `second`. The step is needed only where r is not 0.
 * Then asinh(y) as integers, for the positions that see them.
 */
function reconstruct(r: i32, c: i32, n: i32, position: i32, m: i32, a: i32, limit: f32): void {
  const pixel = <usize>m << 2;
  let mu = second;
  let y = latents + ((r + 1) * (latentWidth + 2) + c + 1) * pixel;
  for (let p = 0; p < n; p++) {
    const at = r * latentWidth + c + 2 * p;
    const residual = residuals + (<usize>at * m << 1);
    memory.copy(y, mu, pixel);
    for (let channel = 0; channel < m; channel += 8) {
      if (v128.any_true(v128.load(residual + (<usize>channel << 1)))) {
        addSteps(y, residual, channel, m, a, features + (<usize>at * a << 2));
      }
    }
    mu += pixel;
    y += 2 * pixel;
  }
  if (position < 3) {
    y -= n * 2 * pixel;
    for (let p = 0; p < n; p++) {
      for (let i: usize = 0; i < pixel; i += 16) v128.store(hidden + p * pixel + i, asinh(v128.load(y + p * 2 * pixel + i)));
    }
    const cells = latentWidth >> 1;
    const cell = position * cells * (latentHeight >> 1) + (r >> 1) * cells + (c >> 1);
    quantize(hidden, pixel, n, m, limit, known + (<usize>cell * m << 1), knownFactors + (cell << 2));
  }
}

function addSteps(y: usize, residual: usize, channel: i32, m: i32, a: i32, x: usize): void {
  for (let i = channel; i < channel + 8; i++) {
    const value = load<i16>(residual + (<usize>i << 1));
    if (value == 0) continue;
    let sum0 = f32x4.splat(0), sum1 = sum0;
    const w = logStep + (<usize>i * a << 2);
    for (let k: usize = 0; k < <usize>a << 2; k += 32) {
      sum0 = f32x4.add(sum0, f32x4.mul(v128.load(w + k), v128.load(x + k)));
      sum1 = f32x4.add(sum1, f32x4.mul(v128.load(w + k, 16), v128.load(x + k, 16)));
    }
    sum0 = f32x4.add(sum0, sum1);
    sum0 = f32x4.add(sum0, i32x4.shuffle(sum0, sum0, 2, 3, 0, 1));
    const log = f32x4.extract_lane(sum0, 0) + f32x4.extract_lane(sum0, 1) + load<f32>(logStep + (<usize>(m * a + i) << 2));
    const at = y + (<usize>i << 2);
    store<f32>(at, load<f32>(at) + <f32>value * Mathf.exp(max(-logStepMax, min(logStepMax, log))));
  }
}

/** asinh by log(|x| + sqrt(x^2 + 1)); the logarithm's polynomial is that of the Cephes library (logf), good to 1e-7. */
@inline
function asinh(x: v128): v128 {
  const size = f32x4.abs(x);
  const t = f32x4.add(size, f32x4.sqrt(f32x4.add(f32x4.mul(x, x), f32x4.splat(1))));
  const exponent = i32x4.shr_s(i32x4.sub(t, i32x4.splat(0x3f3504f3)), 23);
  const f = f32x4.sub(i32x4.sub(t, i32x4.shl(exponent, 23)), f32x4.splat(1));
  const z = f32x4.mul(f, f);
  let p = f32x4.splat(7.0376836292e-2);
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(-1.1514610310e-1));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(1.1676998740e-1));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(-1.2420140846e-1));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(1.4249322787e-1));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(-1.6668057665e-1));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(2.0000714765e-1));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(-2.4999993993e-1));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(3.3333331174e-1));
  p = f32x4.sub(f32x4.mul(f32x4.mul(p, f), z), f32x4.mul(z, f32x4.splat(0.5)));
  const log = f32x4.add(f32x4.add(f, p), f32x4.mul(f32x4.convert_i32x4_s(exponent), f32x4.splat(0.6931471806)));
  return v128.bitselect(x, log, i32x4.splat(0x80000000));
}

/** The tile's residual as it comes, int16 [M, height, width], to [height, width, M]. */
export function loadResidual(from: usize, m: i32): void {
  const positions = latentWidth * latentHeight;
  const plane = <usize>positions << 1;
  let out = residuals;
  for (let p = 0; p < positions; p++) {
    let at = from + (<usize>p << 1);
    for (let i = 0; i < m; i++) {
      store<i16>(out, load<i16>(at));
      out += 2;
      at += plane;
    }
  }
}

// ---- synthesis ----

/** y *= gain, by channel. */
export function applyGain(gain: usize, m: i32): void {
  const pixel = <usize>m << 2;
  const pixels = (latentHeight + 2) * (latentWidth + 2);
  let y = latents;
  for (let p = 0; p < pixels; p++) {
    for (let c: usize = 0; c < pixel; c += 16) v128.store(y + c, f32x4.mul(v128.load(y + c), v128.load(gain + c)));
    y += pixel;
  }
}

/**
 * `width` latents of a row to 16 rows of pixels: the linear path of met = y + overlap and the residual path of x, at 1/8.
 * y: the first of these latents in `latents`; x: the pixel of its upper left corner, xRow bytes from row to row. linearOut:
 * float scratch [TILE / 2][768]; leaveOut: float scratch [2][TILE][192]; out: uint8 RGBA, 16 rows of 16 width.
 */
export function writeRow(
  overlap: Layer, linear: Layer, leave: Layer, y: usize, x: usize, xRow: usize, width: i32, linearOut: usize, leaveOut: usize, out: usize,
): void {
  const half = TILE >> 1;
  const pixel = <usize>linear.inputs << 2;
  const row = (latentWidth + 2) * pixel;
  const xPixel = <usize>leave.inputs << 2;
  const outRow = <usize>width << 6;
  for (let c = 0; c < width; c += half) {
    const n = min(half, width - c);
    gatherNeighbours(y, pixel, row, n, <usize>overlap.inputs / 9 << 2);
    memory.copy(second, y, n * pixel);
    convolve(overlap, hidden, <usize>overlap.inputs << 2, n, second, pixel, ADD);
    convolve(linear, second, pixel, n, linearOut, <usize>linear.outputs << 2, STORE);
    for (let dy = 0; dy < 2; dy++) {
      convolve(leave, x + dy * xRow, xPixel, 2 * n, leaveOut + dy * TILE * 192 * 4, 192 * 4, STORE);
    }
    writePixels(linearOut, leaveOut, n, out + (<usize>c << 6), outRow);
    y += half * pixel;
    x += 2 * half * xPixel;
  }
}

/** The first channels of the 3x3 pixels around each pixel, to `hidden`. */
function gatherNeighbours(y: usize, pixel: usize, row: usize, pixels: i32, bytes: usize): void {
  let out = hidden;
  for (let p = 0; p < pixels; p++) {
    for (let dy = 0; dy < 3; dy++) {
      for (let dx = 0; dx < 3; dx++) {
        memory.copy(out, y + dy * row + dx * pixel - row - pixel, bytes);
        out += bytes;
      }
    }
    y += pixel;
  }
}

function writePixels(linear: usize, leave: usize, n: i32, out: usize, outRow: usize): void {
  const opaque = i32x4.splat(0xff000000);
  for (let p = 0; p < n; p++) {
    for (let dy = 0; dy < 16; dy++) {
      for (let dx = 0; dx < 16; dx += 4) {
        const from = linear + (dy * 16 + dx) * 4;
        const near = leave + ((dy >> 3) * TILE + (dx >> 3)) * 192 * 4 + ((dy & 7) * 8 + (dx & 7)) * 4;
        const red = clipped(v128.load(from), v128.load(near));
        const green = clipped(v128.load(from, 1024), v128.load(near, 256));
        const blue = clipped(v128.load(from, 2048), v128.load(near, 512));
        const rgb = v128.or(v128.or(red, i32x4.shl(green, 8)), i32x4.shl(blue, 16));
        v128.store(out + dy * outRow + dx * 4, v128.or(rgb, opaque));
      }
    }
    linear += 768 * 4;
    leave += 2 * 192 * 4;
    out += 64;
  }
}

@inline
function clipped(a: v128, b: v128): v128 {
  const x = f32x4.pmax(f32x4.splat(0), f32x4.pmin(f32x4.splat(255), f32x4.add(a, b)));
  return rounded(x);
}

// ---- exact scale network: integers only ----

/** z, int8 [Z, rows, columns], to int16 [height, width, Z] of the tile from (top, left) on. */
export function loadHyperLatent(from: usize, columns: i32, rows: i32, top: i32, left: i32, height: i32, width: i32, channels: i32, out: usize): void {
  const plane = <usize>columns * rows;
  for (let r = 0; r < height; r++) {
    for (let c = 0; c < width; c++) {
      let at = from + (top + r) * columns + left + c;
      for (let i = 0; i < channels; i++) {
        store<i16>(out, load<i8>(at));
        out += 2;
        at += plane;
      }
    }
  }
}

/** As `expand`, of int16: exact to int16 with a border of one pixel, else to floats without (z, whose factors are 1). */
export function expandIntegers(layer: Layer, x: usize, width: i32, height: i32, factor: usize, out: usize, dy: i32, dx: i32, exact: bool): void {
  const from = <usize>layer.inputs << 1;
  const to = <usize>layer.outputs << (exact ? 1 : 2);
  const border = exact ? 1 : 0;
  for (let r = 0; r < height; r++) {
    const at = out + ((2 * r + dy + border) * (2 * width + 2 * border) + dx + border) * to;
    multiply(layer, x + r * width * from, from, factor, 0, width, at, 2 * to, exact ? EXACT : LEAKY);
  }
}

/** Exact depthwise 3x3: x int16 with a border of one pixel, to int16 without. */
export function depthwiseExact(d: Depthwise, x: usize, width: i32, height: i32, out: usize): void {
  const bytes = <usize>d.channels << 1;
  const row = (width + 2) * bytes;
  for (let r = 0; r < height; r++) {
    for (let c = 0; c < width; c++) {
      const corner = x + r * row + c * bytes;
      for (let i: usize = 0; i < bytes; i += 16) {
        let low = v128.load(d.bias + 2 * i), high = v128.load(d.bias + 2 * i, 16);
        let w = d.weights + i;
        for (let dy = 0; dy < 3; dy++) {
          for (let dx = 0; dx < 3; dx++) {
            const a = v128.load(corner + dy * row + dx * bytes + i);
            const v = v128.load(w);
            low = i32x4.add(low, i32x4.extmul_low_i16x8_s(a, v));
            high = i32x4.add(high, i32x4.extmul_high_i16x8_s(a, v));
            w += bytes;
          }
        }
        const sums = i16x8.narrow_i32x4_s(i32x4.shr_s(low, d.shift), i32x4.shr_s(high, d.shift));
        v128.store(out + i, i16x8.min_s(i16x8.max_s(sums, i16x8.splat(0)), i16x8.splat(255)));
      }
      out += bytes;
    }
  }
}

/** The scale indices of some pixels: x int16 [pixels, inputs] to uint8 [pixels, outputs]. */
export function scaleIndices(layer: Layer, x: usize, pixels: i32, out: usize): void {
  for (let p = 0; p < pixels; p += TILE) {
    multiply(layer, x + p * (<usize>layer.inputs << 1), <usize>layer.inputs << 1, 0, 0, min(TILE, pixels - p), out + p * layer.outputs, layer.outputs, INDEX);
  }
}
