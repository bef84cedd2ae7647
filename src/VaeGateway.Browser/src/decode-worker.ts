// The page's decode worker: latents in, bitmaps out, so that the page's own thread never decodes.
import { withChosenDecoder } from './choose-decoder';
import { createFastestRuntime } from './choose-runtime';
import { LatentDecoder } from './decoder';
import { InvalidLatentError } from './invalid-latent-error';
import { ModelFile } from './model-file';
import type { DecodeReply, DecodeRequest } from './page/decode-messages';
import type { RgbaImage } from './runtime';
import { ModelStore } from './worker/model-store';

declare const self: DedicatedWorkerGlobalScope;

const decoders = new Map<string, Promise<LatentDecoder>>();

self.onmessage = async ({ data }: MessageEvent<DecodeRequest>) => {
  const { number } = data;
  try {
    const image = await decode(data);
    const bitmap = image && (await createImageBitmap(new ImageData(image.data, image.width, image.height)));
    self.postMessage({ number, bitmap } satisfies DecodeReply, bitmap ? [bitmap] : []);
  } catch (error) {
    self.postMessage(failure(number, error));
  }
};

async function decode(request: DecodeRequest): Promise<RgbaImage | null> {
  const decoder = await decoderOf(request);
  return request.preview ? decoder.preview(request.bytes) : decoder.decode(request.bytes);
}

/** The decoder of an origin's model, as the request wants it. One that can't be made is tried anew at the next picture. */
function decoderOf(request: DecodeRequest): Promise<LatentDecoder> {
  const key = [request.origin, request.decoder, request.fullDecoderBudget].join(' ');
  const known = decoders.get(key);
  if (known) {
    return known;
  }
  const decoder = createDecoder(request);
  decoders.set(key, decoder);
  decoder.catch(() => decoders.delete(key));
  return decoder;
}

async function createDecoder({ origin, decoder, fullDecoderBudget }: DecodeRequest): Promise<LatentDecoder> {
  const store = new ModelStore(origin);
  const kept = await store.kept().catch(() => null);
  const renewed = await store.renew(kept?.offer.sha256 ?? null, true).catch((error: unknown) => (kept ? 'same' : Promise.reject(error)));
  const model = typeof renewed === 'string' ? kept : renewed;
  if (!model) {
    throw new Error(`${origin} serves no model that browsers can decode with.`);
  }
  const createRuntime = withChosenDecoder(createFastestRuntime, { decoder, fullDecoderBudget });
  return LatentDecoder.create(new ModelFile(model.bytes), { createRuntime });
}

function failure(number: number, error: unknown): DecodeReply {
  return error instanceof InvalidLatentError
    ? { number, message: error.reason, byteOffset: error.byteOffset }
    : { number, message: error instanceof Error ? error.message : String(error) };
}
