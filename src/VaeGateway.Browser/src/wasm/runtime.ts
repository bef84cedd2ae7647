import type { Geometry } from '../geometry';
import type { ModelFile } from '../model-file';
import type { RgbaImage, Runtime } from '../runtime';
import type { Symbols } from '../symbols';
import { Arena } from './arena';
import { instantiateKernels, type Kernels, tilePixels } from './kernels';
import { Networks, shufflePositions } from './networks';
import { type Tile, tilesOf } from './tiles';

const pixelsPerHyper = 64;
const latentPerHyper = 4;
const linearOutputs = 768;
const leaveOutputs = 192;

// Positions of z a side of a tile without its halo: memory stays at some 100 MB whatever the image.
const maxTile = 16;


/** The mean and synthesis networks in WebAssembly SIMD, on the calling thread. */
export async function createWasmRuntime(model: ModelFile): Promise<Runtime> {
  return WasmRuntime.create(model);
}

class WasmRuntime implements Runtime {
  readonly name = 'wasm';
  private readonly arena: Arena;
  private readonly networks: Networks;
  private readonly one: number;
  private readonly base: number;

  private constructor(
    private readonly model: ModelFile,
    private readonly kernels: Kernels,
  ) {
    const { latentChannels, width, meanWidth, overlapChannels } = model.facts;
    this.arena = new Arena(kernels.memory);
    this.networks = new Networks(model, this.arena);
    this.one = this.arena.put(Float32Array.of(1));
    const widest = Math.max(latentChannels, 2 * width, 2 * meanWidth, 9 * overlapChannels);
    const scratch = (bytes: number) => this.arena.allocate(tilePixels * bytes);
    kernels.setScratch(scratch(2 * widest), scratch(4), scratch(4 * widest), scratch(4 * widest));
    kernels.setLogStep(this.networks.logStep, model.facts.logStepMax);
    this.base = this.arena.mark();
  }

  static async create(model: ModelFile): Promise<WasmRuntime> {
    return new WasmRuntime(model, await instantiateKernels());
  }

  async synthesize(symbols: Symbols): Promise<RgbaImage> {
    const { geometry } = symbols;
    const data = new Uint8ClampedArray(geometry.width * geometry.height * 4);
    this.networks.setQuality(symbols.quality);
    this.arena.reset(this.base);
    const z = this.arena.put(symbols.hyperLatent);
    const r = this.arena.put(symbols.residual);
    const mark = this.arena.mark();
    for (const tile of tilesOf(geometry, maxTile, this.halo)) {
      this.arena.reset(mark);
      this.reconstruct(tile, geometry, z, r);
      this.paint(tile, geometry, data);
    }
    return { width: geometry.width, height: geometry.height, data };
  }

  dispose(): void {}

  /** How far a pixel looks, in positions of z: 3x3 in each block, 5x5 in three context steps, and twice 3x3 in the mean network. */
  private get halo(): number {
    const latents = Math.ceil(this.model.facts.synthesisBlocks / 2) + 3 * 2 + 1;
    return Math.ceil((Math.ceil(latents / 2) + 1) / 2);
  }

  /** Mean network: the tile's y, in the kernels' keeping. */
  private reconstruct({ top, left, width, height }: Tile, geometry: Geometry, hyperLatent: number, residual: number): void {
    const { kernels, arena, networks } = this;
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
    kernels.loadResidual(residual, geometry.latentWidth, geometry.latentHeight, latentPerHyper * top, latentPerHyper * left, latentChannels);

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
    this.latents = y;
  }

  private latents = 0;

  /** Synthesis network: the pixels that the tile keeps. */
  private paint(tile: Tile, geometry: Geometry, data: Uint8ClampedArray): void {
    const { kernels, arena, networks } = this;
    const { latentChannels, width: channels } = this.model.facts;
    const [w, h] = [latentPerHyper * tile.width, latentPerHyper * tile.height];
    kernels.applyGain(networks.gain, latentChannels);
    const x = arena.allocate(4 * w * h * 4 * channels);
    const scratch = arena.allocate((2 * w + 2) * (2 * h + 2) * 4 * channels);
    const latentRow = (w + 2) * 4 * latentChannels;
    const firstLatent = this.latents + latentRow + 4 * latentChannels;
    shufflePositions.forEach((p) =>
      kernels.expand(networks.synthesisEnter.layers[p].at, firstLatent, latentRow, w, h, x, p >> 1, p & 1, false));
    networks.blocks.forEach((block) => kernels.block(block, x, scratch, 2 * w, 2 * h));

    const linear = arena.allocate((tilePixels / 2) * linearOutputs * 4);
    const leave = arena.allocate(2 * tilePixels * leaveOutputs * 4);
    const strip = arena.allocate(16 * 16 * w * 4);
    for (let row = latentPerHyper * (tile.keepTop - tile.top); row < latentPerHyper * (tile.keepBottom - tile.top); row++) {
      kernels.writeRow(networks.overlap, networks.linear, networks.leave, x, row, linear, leave, strip);
      this.copyStrip(strip, row, tile, geometry, data);
    }
  }

  /** Copies what the image has of 16 rows of a tile's pixels. */
  private copyStrip(strip: number, row: number, tile: Tile, { width, height }: Geometry, data: Uint8ClampedArray): void {
    const top = tile.top * pixelsPerHyper + row * 16;
    const left = tile.keepLeft * pixelsPerHyper;
    const right = Math.min(width, tile.keepRight * pixelsPerHyper);
    const stripWidth = tile.width * pixelsPerHyper;
    const pixels = new Uint8Array(this.arena.memory.buffer, strip, 16 * stripWidth * 4);
    for (let y = 0; y < Math.min(16, height - top); y++) {
      const from = (y * stripWidth + left - tile.left * pixelsPerHyper) * 4;
      data.set(pixels.subarray(from, from + (right - left) * 4), ((top + y) * width + left) * 4);
    }
  }
}
