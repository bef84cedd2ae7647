// What the page and the service worker say to each other. Types only, and the names of channels and caches.

/** What the service worker did since it was started; browsers stop an idle one and start it anew. */
export interface Counters {
  /** When it was started, in milliseconds since 1970. */
  readonly since: number;
  /** The model whose latents it asks for; null while there is none. */
  readonly model: string | null;
  /** What decodes: 'wasm' or 'webgpu'; null before the first picture. */
  readonly runtime: string | null;
  /** Which of the model's decoders, 'full' or 'light'; null before the first picture. */
  readonly decoder: string | null;
  /** Pictures that came as latents and were decoded. */
  readonly pictures: number;
  /** Bytes of those latents. */
  readonly latentBytes: number;
  /** Milliseconds of decoding, in sum. */
  readonly decodeMilliseconds: number;
  /** Pictures that came as ordinary images at once: the gateway had no latent, or there was no model yet. */
  readonly ordinary: number;
  /** Pictures whose latent could not be shown, so that an ordinary image was asked for. */
  readonly fallbacks: number;
  /** Pictures from latents that were kept, because the network was gone. */
  readonly offline: number;
}

export type PictureKind = 'latent' | 'ordinary' | 'fallback' | 'offline';

/** One picture that the service worker answered; told on the channel of {@link pictureChannel}. */
export interface PictureReport {
  readonly url: string;
  readonly kind: PictureKind;
  /** Bytes of the body as it came; null where the answer does not say. */
  readonly bytes: number | null;
  /** From the page's request to the answer, in milliseconds. */
  readonly milliseconds: number;
  /** Of these, decoding; 0 for an ordinary image. */
  readonly decodeMilliseconds: number;
}

export type WorkerRequest =
  | { readonly vaegateway: 'counters' }
  /** Deletes all that is kept. */
  | { readonly vaegateway: 'forget' }
  /** A worker that the page lends; its port comes along. */
  | { readonly vaegateway: 'helper' }
  /** Pictures in the viewport: to be decoded before others. */
  | { readonly vaegateway: 'visible'; readonly urls: readonly string[] };

/** Name of the BroadcastChannel for {@link PictureReport}. */
export const pictureChannel = 'vaegateway-pictures';

/** Everything that the service worker keeps lies in caches whose names begin like this. */
export const cachePrefix = 'vaegateway-';

export const latentType = 'image/vnd.vaegateway.latent';

/** Path of the gateway's index of the SDK. */
export const indexPath = '/.well-known/vaegateway/sdk';
