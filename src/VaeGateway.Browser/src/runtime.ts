import type { Symbols } from './symbols';
import type { DecoderKind } from './synthesis-network';

/** An sRGB image: 8-bit samples, interleaved R, G, B, A (always 255), rows from top to bottom, without padding. */
export interface RgbaImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** The float networks (mean and synthesis) of one model, somewhere. Calls may overlap; they run one after another. */
export interface Runtime {
  readonly name: 'wasm' | 'webgpu';
  /** The synthesis network that it paints with; of the other it holds nothing. */
  readonly decoder: DecoderKind;
  synthesize(symbols: Symbols): Promise<RgbaImage>;
  dispose(): void;
}
