// The exact scale network: integers only.
import { Depthwise, EXACT, INDEX, Layer, LEAKY, TILE } from './layers';
import { multiply } from './product';

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
