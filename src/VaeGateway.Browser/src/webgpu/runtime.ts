import type { ModelFile } from '../model-file';
import type { RgbaImage, Runtime } from '../runtime';
import type { Symbols } from '../symbols';
import { type DecoderKind, type SynthesisNetwork, synthesisNetwork } from '../synthesis-network';
import { type KernelDevice, openDevice } from './device';
import { NetworkWeights } from './network-weights';
import { bytesPerLatent, tileTasks } from './networks';
import { RuntimeLostError } from './runtime-lost-error';
import { hyperLatentOf, residualOf } from './symbols-of-tile';
import { type Tile, tilesOf } from './tiles';
import { Workspace } from './workspace';

export interface WebGpuOptions {
  /** Latents (of 16 x 16 pixels) to hold on the GPU at a time, about 16 KB each; larger pictures go through in tiles. */
  readonly maxPositions?: number;
  /** The synthesis network to paint with. Default: full; also where the model has no light one. */
  readonly decoder?: DecoderKind;
}

// Two megapixels: a picture of 1920 x 1080 goes through in one piece, in 130 MB.
const defaultMaxPositions = 8192;

/**
 * The networks in WebGPU compute shaders; null where there is no adapter or no device. It runs in windows and workers.
 * Where the device is lost or out of memory, `synthesize` rejects with RuntimeLostError, from then on.
 */
export async function createWebGpuRuntime(model: ModelFile, options: WebGpuOptions = {}): Promise<Runtime | null> {
  const opened = await openDevice();
  if (!opened) {
    return null;
  }
  const synthesis = synthesisNetwork(model.facts, options.decoder);
  const largest = Math.floor(opened.device.limits.maxStorageBufferBindingSize / bytesPerLatent(model.facts, synthesis));
  return new WebGpuRuntime(model, synthesis, opened, Math.min(options.maxPositions ?? defaultMaxPositions, largest));
}

class WebGpuRuntime implements Runtime {
  readonly name = 'webgpu';
  private readonly device: GPUDevice;
  private readonly weights: NetworkWeights;
  private readonly workspace: Workspace;
  private last: Promise<unknown> = Promise.resolve();
  private lost: RuntimeLostError | null = null;
  private quality = -1;

  constructor(
    private readonly model: ModelFile,
    private readonly synthesis: SynthesisNetwork,
    { device, pipelines }: KernelDevice,
    private readonly maxPositions: number,
  ) {
    this.device = device;
    this.weights = new NetworkWeights(model, synthesis);
    this.workspace = new Workspace(device, pipelines, this.weights.values());
    void device.lost.then(({ message, reason }) => (this.lost ??= new RuntimeLostError(message || reason)));
  }

  get decoder(): DecoderKind {
    return this.synthesis.kind;
  }

  synthesize(symbols: Symbols): Promise<RgbaImage> {
    const picture = this.last.then(() => this.picture(symbols));
    this.last = picture.catch(() => {});
    return picture;
  }

  dispose(): void {
    this.lost ??= new RuntimeLostError('it was disposed of.');
    this.device.destroy();
  }

  private async picture(symbols: Symbols): Promise<RgbaImage> {
    const { geometry, quality } = symbols;
    const { facts } = this.model;
    check('residual', symbols.residual, facts.latentChannels * geometry.latentWidth * geometry.latentHeight);
    check('hyper-latent', symbols.hyperLatent, facts.hyperChannels * geometry.hyperWidth * geometry.hyperHeight);
    const data = new Uint8ClampedArray(geometry.width * geometry.height * 4);
    await this.guarded(async () => {
      this.setQuality(quality);
      for (const tile of tilesOf(geometry, this.synthesis.blocks, this.maxPositions)) {
        await this.tile(symbols, tile, data);
      }
    });
    return { width: geometry.width, height: geometry.height, data };
  }

  /** Paints a tile into the picture's pixels. */
  private async tile(symbols: Symbols, tile: Tile, data: Uint8ClampedArray): Promise<void> {
    const { geometry } = symbols;
    const { facts } = this.model;
    const { core, mean, synthesis } = tile;
    const [left, top] = [16 * core.left, 16 * core.top];
    const width = Math.min(16 * core.width, geometry.width - left);
    const height = Math.min(16 * core.height, geometry.height - top);
    const inner = [synthesis.left - mean.left, synthesis.top - mean.top, synthesis.width, synthesis.height];
    const key = [mean.width, mean.height, ...inner, core.left - synthesis.left, core.top - synthesis.top, width, height].join();
    this.workspace.prepare(key, () => tileTasks(facts, this.weights, tile, width, height));
    this.workspace.write('residual', residualOf(symbols, mean, facts.latentChannels));
    this.workspace.write('hyperLatent', hyperLatentOf(symbols, mean, facts.hyperChannels));
    const pixels = await this.workspace.run(width * height * 4);
    for (let row = 0; row < height; row++) {
      data.set(pixels.subarray(4 * row * width, 4 * (row + 1) * width), 4 * ((top + row) * geometry.width + left));
    }
    this.workspace.release();
  }

  private setQuality(quality: number): void {
    if (quality !== this.quality) {
      for (const { offset, values } of this.weights.rowsAt(quality)) {
        this.workspace.write('weights', values, offset * 4);
      }
      this.quality = quality;
    }
  }

  /** WebGPU reports most faults on the side; here any of them ends the runtime. */
  private async guarded(work: () => Promise<void>): Promise<void> {
    if (this.lost) {
      throw this.lost;
    }
    this.device.pushErrorScope('out-of-memory');
    this.device.pushErrorScope('validation');
    let failure: unknown = null;
    await work().catch((error: unknown) => (failure = error));
    const faults = await Promise.all([this.device.popErrorScope(), this.device.popErrorScope()]).catch((error: unknown) => [error]);
    failure = faults.find((fault) => fault !== null) ?? failure;
    if (failure ?? this.lost) {
      this.lost ??= new RuntimeLostError((failure as Error).message, { cause: failure });
      this.device.destroy();
      throw this.lost;
    }
  }
}

function check(what: string, values: ArrayLike<number>, length: number): void {
  if (values.length !== length) {
    throw new RangeError(`The ${what} has ${values.length} symbols, not ${length}.`);
  }
}
