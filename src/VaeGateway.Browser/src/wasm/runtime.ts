import type { Geometry } from '../geometry';
import type { ModelFile } from '../model-file';
import type { RgbaImage, Runtime } from '../runtime';
import type { Symbols } from '../symbols';
import { type DecoderKind, type SynthesisNetwork, synthesisNetwork } from '../synthesis-network';
import { Arena } from './arena';
import { instantiateKernels, type Kernels, tilePixels } from './kernels';
import { Networks, shufflePositions } from './networks';
import { type Rectangle, tilesOf, withHalo } from './tiles';

const pixelsPerHyper = 64;
const latentPerHyper = 4;
const linearOutputs = 768;
const leaveOutputs = 192;

export interface WasmOptions {
  /** Positions of z (64 x 64 pixels) a side that go through at a time, a halo not counted; larger pictures go through in tiles. */
  readonly maxTile?: number;
  /**
   * Whether the synthesis blocks may take activations of 7 bits, which is faster and costs 0.01 to 0.02 dB. Default: true.
   * Where the model's weights are no bytes it makes no difference.
   */
  readonly coarse?: boolean;
  /** The synthesis network to paint with. Default: full; also where the model has no light one. */
  readonly decoder?: DecoderKind;
}

// Less than 100 MB of memory, whatever the image.
const defaultMaxTile = 24;

// What a pixel needs of the synthesis around it: 3x3 in each block at 1/8.
const synthesisHalo = (blocks: number) => Math.ceil(blocks / 8);

// What a latent needs of the mean network around it: 5x5 in three context steps at 1/16, and 3x3 at 1/16 and at 1/32.
const meanHalo = Math.ceil((Math.ceil((3 * 2 + 1) / 2) + 1) / 2);

/** The mean and synthesis networks in WebAssembly SIMD, on the calling thread. */
export async function createWasmRuntime(model: ModelFile, options: WasmOptions = {}): Promise<Runtime> {
  const { kernels, relaxed } = await instantiateKernels();
  const synthesis = synthesisNetwork(model.facts, options.decoder);
  return new WasmRuntime(model, synthesis, kernels, options.maxTile ?? defaultMaxTile, { coarse: options.coarse ?? true, bytes: relaxed });
}

class WasmRuntime implements Runtime {
  readonly name = 'wasm';
  private readonly arena: Arena;
  private readonly networks: Networks;
  private readonly one: number;
  private readonly base: number;

  constructor(
    private readonly model: ModelFile,
    private readonly synthesis: SynthesisNetwork,
    private readonly kernels: Kernels,
    private readonly maxTile: number,
    layers: { coarse: boolean; bytes: boolean },
  ) {
    const { latentChannels, meanWidth, overlapChannels } = model.facts;
    this.arena = new Arena(kernels.memory);
    this.networks = new Networks(model, synthesis, this.arena, layers);
    this.one = this.arena.put(Float32Array.of(1));
    const widest = Math.max(latentChannels, 2 * synthesis.width, 2 * meanWidth, 9 * overlapChannels);
    const scratch = (bytes: number) => this.arena.allocate(tilePixels * bytes);
    kernels.setScratch(scratch(2 * widest), scratch(4), scratch(4 * widest), scratch(4 * widest));
    kernels.setLogStep(this.networks.logStep, model.facts.logStepMax);
    this.base = this.arena.mark();
  }

  get decoder(): DecoderKind {
    return this.synthesis.kind;
  }

  async synthesize(symbols: Symbols): Promise<RgbaImage> {
    const { geometry } = symbols;
    const data = new Uint8ClampedArray(geometry.width * geometry.height * 4);
    this.networks.setQuality(symbols.quality);
    this.arena.reset(this.base);
    const z = this.arena.put(symbols.hyperLatent);
    const mark = this.arena.mark();
    for (const tile of tilesOf(geometry, this.maxTile)) {
      this.arena.reset(mark);
      const painted = withHalo(tile, synthesisHalo(this.synthesis.blocks), geometry);
      const reconstructed = withHalo(painted, meanHalo, geometry);
      const y = this.reconstruct(reconstructed, symbols, z);
      const x = this.synthesizeFeatures(painted, reconstructed, y);
      this.paint(tile, painted, reconstructed, y, x, geometry, data);
    }
    return { width: geometry.width, height: geometry.height, data };
  }

  dispose(): void {}

  /** Mean network: the rectangle's y, of which the kernels know too; its address. */
  private reconstruct(rectangle: Rectangle, symbols: Symbols, hyperLatent: number): number {
    const { kernels, arena, networks } = this;
    const { geometry } = symbols;
    const { top, left, width, height } = rectangle;
    const { hyperChannels, latentChannels, meanWidth } = this.model.facts;
    const map = (w: number, h: number, pixelBytes: number) => arena.allocate(w * h * pixelBytes);
    const [w, h] = [latentPerHyper * width, latentPerHyper * height];
    const features = map(w, h, 4 * meanWidth);
    const inner = map(w + 4, h + 4, 4 * meanWidth);
    const r = map(w, h, 2 * latentChannels);
    const y = map(w + 2, h + 2, 4 * latentChannels);
    kernels.setLatents(
      w, h, y, r, features, map(w, h, 2 * meanWidth), map(w, h, 4),
      map(w, (h * 3) / 4, 2 * latentChannels), map(w, (h * 3) / 4, 4), inner,
    );
    kernels.loadResidual(this.putResidual(symbols, rectangle), latentChannels);

    const z = map(width, height, 2 * hyperChannels);
    kernels.loadHyperLatent(hyperLatent, geometry.hyperWidth, geometry.hyperHeight, top, left, height, width, hyperChannels, z);
    const near = map(w / 2, h / 2, 4 * meanWidth);
    shufflePositions.forEach((p) =>
      kernels.expandIntegers(networks.meanEnter.layers[p].at, z, width, height, this.one, near, p >> 1, p & 1, false));
    kernels.block(networks.near, near, inner, w / 2, h / 2);
    shufflePositions.forEach((p) =>
      kernels.expand(networks.widen[p].at, near, (w / 2) * 4 * meanWidth, w / 2, h / 2, features, p >> 1, p & 1, true));
    kernels.block(networks.far, features, inner, w, h);
    kernels.firstPosition(networks.first);
    networks.steps.forEach((step, turn) => kernels.contextStep(step, turn + 1));
    return y;
  }

  /** The rectangle's residual, int16 [M, rows, columns]; its address. */
  private putResidual({ residual, geometry }: Symbols, { top, left, width, height }: Rectangle): number {
    const { latentWidth, latentHeight } = geometry;
    const { latentChannels } = this.model.facts;
    const [rows, columns] = [latentPerHyper * height, latentPerHyper * width];
    if (rows === latentHeight && columns === latentWidth) {
      return this.arena.put(residual);
    }
    const part = new Int16Array(latentChannels * rows * columns);
    for (let i = 0; i < latentChannels * rows; i++) {
      const row = Math.floor(i / rows) * latentHeight + latentPerHyper * top + (i % rows);
      const from = row * latentWidth + latentPerHyper * left;
      part.set(residual.subarray(from, from + columns), i * columns);
    }
    return this.arena.put(part);
  }

  /** Synthesis network without its last layers: x of `painted`, float [8 height, 8 width, W]; its address. */
  private synthesizeFeatures(painted: Rectangle, reconstructed: Rectangle, y: number): number {
    const { kernels, arena, networks } = this;
    const { latentChannels } = this.model.facts;
    const channels = this.synthesis.width;
    const [w, h] = [latentPerHyper * painted.width, latentPerHyper * painted.height];
    kernels.applyGain(networks.gain, latentChannels);
    const x = arena.allocate(4 * w * h * 4 * channels);
    const scratch = arena.allocate((2 * w + 2) * (2 * h + 2) * 4 * channels);
    const first = this.latentAt(reconstructed, y, painted);
    shufflePositions.forEach((p) =>
      kernels.expand(networks.synthesisEnter.layers[p].at, first, this.latentRow(reconstructed), w, h, x, p >> 1, p & 1, false));
    networks.blocks.forEach((block) => kernels.block(block, x, scratch, 2 * w, 2 * h));
    return x;
  }

  /** The tile's pixels. */
  private paint(
    tile: Rectangle, painted: Rectangle, reconstructed: Rectangle, y: number, x: number, geometry: Geometry, data: Uint8ClampedArray,
  ): void {
    const { kernels, arena, networks } = this;
    const linear = arena.allocate((tilePixels / 2) * linearOutputs * 4);
    const leave = arena.allocate(2 * tilePixels * leaveOutputs * 4);
    const columns = Math.min(tile.width * latentPerHyper, geometry.codedWidth - tile.left * latentPerHyper);
    const rows = Math.min(tile.height * latentPerHyper, geometry.codedHeight - tile.top * latentPerHyper);
    const strip = arena.allocate(16 * 16 * columns * 4);
    const pixel = this.synthesis.width * 4;
    const xRow = 2 * latentPerHyper * painted.width * pixel;
    const firstLatent = this.latentAt(reconstructed, y, tile);
    const firstPixel = x + 2 * latentPerHyper * ((tile.top - painted.top) * xRow + (tile.left - painted.left) * pixel);
    for (let row = 0; row < rows; row++) {
      const yAt = firstLatent + row * this.latentRow(reconstructed);
      kernels.writeRow(networks.overlap, networks.linear, networks.leave, yAt, firstPixel + 2 * row * xRow, xRow, columns, linear, leave, strip);
      this.copyStrip(strip, columns * 16, tile.top * pixelsPerHyper + row * 16, tile.left * pixelsPerHyper, geometry, data);
    }
  }

  /** Copies what the image has of 16 rows of pixels. */
  private copyStrip(strip: number, stripWidth: number, top: number, left: number, { width, height }: Geometry, data: Uint8ClampedArray): void {
    const pixels = new Uint8Array(this.arena.memory.buffer, strip, 16 * stripWidth * 4);
    const copied = Math.min(stripWidth, width - left);
    for (let y = 0; y < Math.min(16, height - top); y++) {
      data.set(pixels.subarray(y * stripWidth * 4, (y * stripWidth + copied) * 4), ((top + y) * width + left) * 4);
    }
  }

  /** Bytes from row to row of y, which has a border of one latent. */
  private latentRow({ width }: Rectangle): number {
    return (latentPerHyper * width + 2) * 4 * this.model.facts.latentChannels;
  }

  /** Address of the upper left latent of a part of y. */
  private latentAt(reconstructed: Rectangle, y: number, part: Rectangle): number {
    const row = latentPerHyper * (part.top - reconstructed.top) + 1;
    const column = latentPerHyper * (part.left - reconstructed.left) + 1;
    return y + row * this.latentRow(reconstructed) + column * 4 * this.model.facts.latentChannels;
  }
}
