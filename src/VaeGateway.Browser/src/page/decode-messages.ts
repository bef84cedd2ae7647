// What the page and its decode worker say to each other.

import type { DecoderChoice } from '../choose-decoder';

export interface DecodeRequest extends DecoderChoice {
  readonly number: number;
  /** The container, or as much of it as has come. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Whether to give a soft picture from the hyper-latent alone; null while the bytes do not hold it. */
  readonly preview: boolean;
  /** Origin of the gateway whose model to decode with. */
  readonly origin: string;
}

export type DecodeReply =
  | { readonly number: number; readonly bitmap: ImageBitmap | null }
  | { readonly number: number; readonly message: string; /** Set where the latent is at fault. */ readonly byteOffset?: number };
