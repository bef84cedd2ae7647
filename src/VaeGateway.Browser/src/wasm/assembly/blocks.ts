// Residual blocks, and what leads from one size of map to the next.
import { ADD, Block, Depthwise, hidden, Layer, LEAKY, STORE, TILE } from './layers';
import { convolve } from './product';

/** 3x3 around each of `pixels` pixels, step bytes apart; row: bytes from row to row of x. */
export function depthwise3(d: Depthwise, x: usize, step: usize, row: usize, pixels: i32, out: usize): void {
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
