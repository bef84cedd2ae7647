import type { DecoderChoice } from './choose-decoder';
import { checksumBytes, readHeader } from './container';
import { InvalidLatentError } from './invalid-latent-error';
import { decodeInWorker } from './page/decode-client';
import { hasSimd } from './simd';

export type { DecoderChoice } from './choose-decoder';
export { InvalidLatentError } from './invalid-latent-error';
export { type Counters, type PictureKind, type PictureReport, type RegisterOptions, register, type SdkHandle } from './register';

/** Pictures that name other options than those before get a decoder of their own. */
export interface DecodeOptions extends DecoderChoice {
  /** Origin of the gateway that made the latent; its model is fetched once. Default: the page's own. */
  readonly origin?: string;
}

/** Whether this browser can decode latents at all. */
export function supportsLatents(): boolean {
  return typeof Worker === 'function' && typeof createImageBitmap === 'function' && hasSimd();
}

/**
 * Decodes a latent in a worker. A latent that is cut off, or whose residual is damaged, gives a softer picture.
 * Rejects with InvalidLatentError where its header or hyper-latent is damaged or another model's.
 */
export async function decode(bytes: BufferSource, options: DecodeOptions = {}): Promise<ImageBitmap> {
  const bitmap = await decodeInWorker({ ...choiceOf(options), bytes: copyOf(bytes), preview: false, origin: options.origin ?? location.origin });
  return bitmap as ImageBitmap;
}

/**
 * Decodes a latent while it comes: `onPreview` is called once, with a soft picture, as soon as the hyper-latent is there (it
 * is the first few per cent of the bytes), unless all has come by then. Rejects as `decode` does, or as the response does.
 */
export async function decodeProgressively(
  response: Response, onPreview: (preview: ImageBitmap) => void, options: DecodeOptions = {},
): Promise<ImageBitmap> {
  const origin = options.origin ?? (response.url ? new URL(response.url).origin : location.origin);
  const chunks: Uint8Array[] = [];
  let previewed = false;
  let complete = false;
  const reader = response.body?.getReader();
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    chunks.push(read.value);
    const prefix = previewed ? null : concatenated(chunks);
    if (prefix && holdsHyperLatent(prefix)) {
      previewed = true;
      void decodeInWorker({ ...choiceOf(options), bytes: prefix, preview: true, origin }).then(
        (preview) => (complete ? preview?.close() : preview && onPreview(preview)),
        () => undefined, // The whole latent will tell.
      );
    }
  }
  const whole = await decode(concatenated(chunks), { ...options, origin });
  complete = true;
  return whole;
}

function choiceOf({ decoder, fullDecoderBudget }: DecoderChoice): DecoderChoice {
  return { decoder, fullDecoderBudget };
}

/** Whether the hyper-latent is there, and not all else as well. */
function holdsHyperLatent(prefix: Uint8Array): boolean {
  try {
    const { chunksOffset, chunkLengths } = readHeader(prefix);
    const end = chunkLengths.reduce((sum, length) => sum + length + checksumBytes, chunksOffset);
    return prefix.length >= chunksOffset + chunkLengths[0] + checksumBytes && prefix.length < end;
  } catch (error) {
    if (error instanceof InvalidLatentError) {
      return false;
    }
    throw error;
  }
}

function concatenated(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    all.set(chunk, offset);
    offset += chunk.length;
  }
  return all;
}

function copyOf(bytes: BufferSource): Uint8Array<ArrayBuffer> {
  return ArrayBuffer.isView(bytes)
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength).slice()
    : new Uint8Array(bytes).slice();
}
