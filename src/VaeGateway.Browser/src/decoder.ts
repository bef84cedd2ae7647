import { defaultMaxPixels } from './container';
import type { ModelFile } from './model-file';
import type { RgbaImage, Runtime } from './runtime';
import type { Symbols } from './symbols';
import { createWasmRuntime } from './wasm/runtime';

/** A decoded image and whether all of it had arrived. */
export interface DecodedImage extends RgbaImage {
  /** False where residual chunks were cut off or damaged; the prior's mean stands in for them. */
  readonly complete: boolean;
}

export interface DecoderOptions {
  /** Makes what runs the float networks; null or absent: WebAssembly. */
  readonly createRuntime?: (model: ModelFile) => Promise<Runtime | null>;
  /** Largest width x height in pixels to accept. */
  readonly maxPixels?: number;
}

/** Container to pixels. */
export class LatentDecoder {
  private constructor(
    readonly model: ModelFile,
    readonly runtime: Runtime,
    private readonly maxPixels: number,
  ) {}

  static async create(model: ModelFile, options: DecoderOptions = {}): Promise<LatentDecoder> {
    const runtime = (await options.createRuntime?.(model)) ?? (await createWasmRuntime(model));
    return new LatentDecoder(model, runtime, options.maxPixels ?? defaultMaxPixels);
  }

  /**
   * Decodes a container, or any prefix that holds its header and hyper-latent.
   * Throws InvalidLatentError where either is damaged or another model's.
   */
  async decode(container: Uint8Array): Promise<DecodedImage> {
    const { symbols, complete } = this.unpack(container);
    return { ...(await this.runtime.synthesize(symbols)), complete };
  }

  /** The soft picture that the hyper-latent alone gives; null while the prefix does not hold it yet. */
  async preview(prefix: Uint8Array): Promise<RgbaImage | null> {
    void prefix;
    throw new Error('Not there yet.');
  }

  /** Entropy-decodes a container. */
  unpack(container: Uint8Array): { symbols: Symbols; complete: boolean } {
    void container;
    void this.maxPixels;
    throw new Error('Not there yet.');
  }

  dispose(): void {
    this.runtime.dispose();
  }
}
