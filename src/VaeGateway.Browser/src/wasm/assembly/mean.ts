// The mean network: one tile's latent y, position by position of the 2x2 cells.
import { clearBorder, depthwise3 } from './blocks';
import { ADD, ContextStep, Depthwise, factors, hidden, integers, Layer, LEAKY, second, SLOPE, STORE, TILE } from './layers';
import { convolve, leaky, multiply, quantize } from './product';

export let latentWidth: i32 = 0;
export let latentHeight: i32 = 0;
export let latents: usize = 0; // y: float [height + 2, width + 2, M], a border of zeros; zero where not yet known
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
