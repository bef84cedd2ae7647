import { type ContainerHeader, checksumBytes, defaultMaxPixels, readHeader } from './container';
import { InvalidLatentError } from './invalid-latent-error';
import type { ModelFile } from './model-file';
import type { RgbaImage, Runtime } from './runtime';
import type { Symbols } from './symbols';
import { syntheticSymbols } from './synthetic-symbols';
import { createWasmRuntime } from './wasm/runtime';
import { SymbolDecoder } from './wasm/symbol-decoder';
import { RuntimeLostError } from './webgpu/runtime-lost-error';

const warmUpSide = 64;

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
    private current: Runtime,
    private symbolDecoder: SymbolDecoder,
    private readonly maxPixels: number,
  ) {}

  static async create(model: ModelFile, options: DecoderOptions = {}): Promise<LatentDecoder> {
    const runtime = (await options.createRuntime?.(model)) ?? (await createWasmRuntime(model));
    // Browsers compile WebAssembly a second time, for speed, what has run a while: have them begin before the first picture.
    await runtime.synthesize(syntheticSymbols(model, warmUpSide)).catch(() => undefined);
    return new LatentDecoder(model, runtime, await SymbolDecoder.create(model), options.maxPixels ?? defaultMaxPixels);
  }

  /**
   * Decodes a container, or any prefix that holds its header and hyper-latent.
   * Throws InvalidLatentError where either is damaged or another model's.
   */
  async decode(container: Uint8Array): Promise<DecodedImage> {
    const { symbols, complete } = await this.unpack(container);
    return { ...(await this.synthesize(symbols)), complete };
  }

  /** The soft picture that the hyper-latent alone gives; null while the prefix does not hold it yet. */
  async preview(prefix: Uint8Array): Promise<RgbaImage | null> {
    const end = hyperLatentEnd(prefix, this.maxPixels);
    return end === null ? null : this.decode(prefix.subarray(0, end));
  }

  /** Entropy-decodes a container; throws as `decode` does. */
  async unpack(container: Uint8Array): Promise<{ symbols: Symbols; complete: boolean }> {
    const header = readHeader(container, this.maxPixels);
    this.checkModel(header);
    const unpacked = this.symbolDecoder.decode(container, header);
    if (this.symbolDecoder.isSpent) {
      this.symbolDecoder = await SymbolDecoder.create(this.model);
    }
    return unpacked;
  }

  /** What runs the float networks. */
  get runtime(): Runtime {
    return this.current;
  }

  dispose(): void {
    this.current.dispose();
  }

  /** A runtime that is lost on the way is replaced by WebAssembly. */
  private async synthesize(symbols: Symbols): Promise<RgbaImage> {
    const runtime = this.current;
    try {
      return await runtime.synthesize(symbols);
    } catch (error) {
      if (!(error instanceof RuntimeLostError)) {
        throw error;
      }
      const substitute = await createWasmRuntime(this.model, { decoder: runtime.decoder });
      if (this.current === runtime) {
        runtime.dispose();
        this.current = substitute;
      }
      return substitute.synthesize(symbols);
    }
  }

  private checkModel({ fingerprint }: ContainerHeader): void {
    const { model } = this;
    if (fingerprint !== model.fingerprint) {
      const hex = (value: number) => value.toString(16).padStart(8, '0');
      throw new InvalidLatentError(`it was made by model ${hex(fingerprint)}, not by "${model.facts.id}" (${hex(model.fingerprint)}).`, 4);
    }
  }
}

/** Where the z chunk ends; null where the prefix ends before. Throws InvalidLatentError where the header is damaged. */
function hyperLatentEnd(prefix: Uint8Array, maxPixels: number): number | null {
  try {
    const { chunksOffset, chunkLengths } = readHeader(prefix, maxPixels);
    const end = chunksOffset + chunkLengths[0] + checksumBytes;
    return end <= prefix.length ? end : null;
  } catch (error) {
    if (error instanceof InvalidLatentError && error.byteOffset === prefix.length) {
      return null;
    }
    throw error;
  }
}
