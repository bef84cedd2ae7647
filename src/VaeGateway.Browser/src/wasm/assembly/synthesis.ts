// The synthesis network's first and last steps.
import { ADD, hidden, Layer, second, STORE, TILE } from './layers';
import { latentHeight, latents, latentWidth } from './mean';
import { convolve, rounded } from './product';

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
