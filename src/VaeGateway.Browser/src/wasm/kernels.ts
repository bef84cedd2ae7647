import relaxedBytes from '../../obj/kernels-relaxed.wasm';
import bytes from '../../obj/kernels.wasm';
import { hasRelaxedSimd } from '../simd';

/** What assembly/index.ts exports; addresses and sizes are in bytes. */
export interface Kernels {
  readonly memory: WebAssembly.Memory;
  setScratch(integers: number, factors: number, hidden: number, second: number): void;
  setLatents(
    width: number, height: number, y: number, residual: number, features: number, featureIntegers: number, featureFactors: number,
    known: number, knownFactors: number, inner: number,
  ): void;
  setLogStep(at: number, most: number): void;
  block(block: number, x: number, scratch: number, width: number, height: number): void;
  expand(layer: number, x: number, xRow: number, width: number, height: number, out: number, dy: number, dx: number, leaky: boolean): void;
  firstPosition(first: number): void;
  contextStep(step: number, position: number): void;
  loadResidual(from: number, channels: number): void;
  applyGain(gain: number, channels: number): void;
  writeRow(
    overlap: number, linear: number, leave: number, y: number, x: number, xRow: number, width: number, linearOut: number,
    leaveOut: number, out: number,
  ): void;
  loadHyperLatent(
    from: number, columns: number, rows: number, top: number, left: number, height: number, width: number, channels: number, out: number,
  ): void;
  expandIntegers(
    layer: number, x: number, width: number, height: number, factor: number, out: number, dy: number, dx: number, exact: boolean,
  ): void;
  depthwiseExact(depthwise: number, x: number, width: number, height: number, out: number): void;
  scaleIndices(layer: number, x: number, pixels: number, out: number): void;
  clearBorder(map: number, width: number, height: number, pixelBytes: number, border: number): void;
  decodeChunk(
    bytes: number, length: number, levels: number, scaleIndex: number, residual: number, channels: number, height: number,
    width: number, firstChannel: number, endChannel: number, firstRow: number, endRow: number, codedWidth: number,
  ): number;
  decodeHyperLatent(
    bytes: number, length: number, levels: number, channelScaleIndex: number, hyperLatent: number, channels: number, positions: number,
  ): number;
}

/** Pixels that a kernel works on at a time; TILE in assembly/layers.ts. */
export const tilePixels = 32;

let compiled: Promise<WebAssembly.Module> | undefined;

/** A fresh instance, with a memory of its own, and whether it was built for relaxed SIMD. */
export async function instantiateKernels(): Promise<{ kernels: Kernels; relaxed: boolean }> {
  const relaxed = hasRelaxedSimd();
  compiled ??= WebAssembly.compile(relaxed ? relaxedBytes : bytes);
  const instance = await WebAssembly.instantiate(await compiled, {});
  return { kernels: instance.exports as unknown as Kernels, relaxed };
}
