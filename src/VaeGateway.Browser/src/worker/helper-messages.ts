// What the service worker and a helper, a worker that a page lends it, say to each other over a port.

import type { DecoderKind } from '../synthesis-network';

export interface HelpRequest {
  readonly number: number;
  readonly latent: Uint8Array<ArrayBuffer>;
  /** Origin of the gateway whose model, kept by the service worker, it is to be decoded with. */
  readonly origin: string;
  /** The decoder that the service worker itself uses; one picture is not to look different from the next. */
  readonly decoder: DecoderKind;
}

/** A picture as a BMP; without it, a latent that can't be decoded whole, and why. */
export interface HelpReply {
  readonly number: number;
  readonly file?: Uint8Array<ArrayBuffer>;
  readonly fault?: string;
}

/** What the service worker tells a page whose pictures wait for each other. */
export interface HelpWanted {
  readonly vaegateway: 'help';
}
