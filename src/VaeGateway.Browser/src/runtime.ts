import type { Symbols } from './symbols';

/** An sRGB image: 8-bit samples, interleaved R, G, B, A (always 255), rows from top to bottom, without padding. */
export interface RgbaImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** The float networks (mean and synthesis) of one model, somewhere. Calls may overlap; they run one after another. */
export interface Runtime {
  readonly name: 'wasm' | 'webgpu';
  synthesize(symbols: Symbols): Promise<RgbaImage>;
  dispose(): void;
}
