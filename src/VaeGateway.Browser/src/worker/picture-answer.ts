import type { Decoders, PageRequest } from './decoders';
import type { GatewayModel, UsableModel } from './gateway-model';
import type { LatentCache } from './latent-cache';
import { askForLatent, isLatent, modelOf } from './latent-request';
import type { PictureKind } from './messages';
import type { Tally } from './tally';

/** What stays right of a latent's answer when it has become a picture. */
const lastingFields = ['Cache-Control', 'Date', 'Age', 'Expires', 'Last-Modified'];

interface Decoded {
  readonly picture: Response;
  readonly bytes: number;
  readonly milliseconds: number;
}

/** Answers a page's request for a picture: with the decoded latent if that can be had, else as if there were no service worker. */
export class PictureAnswer {
  constructor(
    private readonly ownOrigin: string,
    private readonly decoders: Decoders,
    private readonly cache: LatentCache,
    private readonly tally: Tally,
  ) {}

  /** @param later takes what may go on after the answer. */
  async answer(asked: PageRequest, gateway: GatewayModel, later: (work: Promise<unknown>) => void): Promise<Response> {
    const { request } = asked;
    const started = performance.now();
    const model = await gateway.usable();
    const tell = (kind: PictureKind, bytes: number | null, decodeMilliseconds = 0) =>
      this.tally.add({ url: request.url, kind, bytes, milliseconds: performance.now() - started, decodeMilliseconds });
    const ordinary = async (kind: PictureKind) => {
      const response = await fetch(request);
      tell(kind, Number(response.headers.get('Content-Length')) || null);
      return response;
    };
    if (!model) {
      return ordinary('ordinary');
    }

    let response: Response;
    try {
      response = await fetch(askForLatent(request, model.id, this.ownOrigin));
    } catch (error) {
      request.signal.throwIfAborted();
      const decoded = await this.findOffline(asked, model);
      if (decoded) {
        tell('offline', 0, decoded.milliseconds);
        return decoded.picture;
      }
      // Not the network, perhaps: another origin that forbids to read its pictures, or a redirect to one.
      return fetch(request).catch(() => staleFrom(request, error));
    }
    if (!isLatent(response)) {
      tell('ordinary', Number(response.headers.get('Content-Length')) || null);
      return response;
    }

    try {
      if (modelOf(response) !== model.id) {
        throw new Error(`It is a latent of model ${modelOf(response)}, not ${model.id}.`);
      }
      const headers = response.headers;
      const latent = new Uint8Array(await response.arrayBuffer());
      const decoded = await this.decode(asked, model, headers, latent);
      later(this.cache.keep(request.url, model.id, headers, latent));
      tell('latent', decoded.bytes, decoded.milliseconds);
      return decoded.picture;
    } catch (error) {
      request.signal.throwIfAborted();
      console.warn(`VaeGateway: ${request.url} comes as an ordinary image.`, error);
      later(this.cache.drop(request.url));
      return ordinary('fallback');
    }
  }

  private async findOffline(asked: PageRequest, model: UsableModel): Promise<Decoded | null> {
    try {
      const kept = await this.cache.find(asked.request.url, model.id);
      return kept && (await this.decode(asked, model, kept.headers, new Uint8Array(await kept.arrayBuffer())));
    } catch {
      return null;
    }
  }

  private async decode(asked: PageRequest, model: UsableModel, headers: Headers, latent: Uint8Array<ArrayBuffer>): Promise<Decoded> {
    const decoder = await model.decoder;
    this.tally.runtime = decoder.runtime.name;
    this.tally.decoder = decoder.runtime.decoder;
    const { file, milliseconds } = await this.decoders.decode(asked, decoder, latent);
    return { picture: pictureOf(file, headers), bytes: latent.length, milliseconds };
  }
}

function pictureOf(file: Uint8Array<ArrayBuffer>, from: Headers): Response {
  const headers = new Headers({ 'Content-Type': 'image/bmp', 'Content-Length': String(file.length), 'X-Content-Type-Options': 'nosniff' });
  for (const name of lastingFields) {
    const value = from.get(name);
    if (value !== null) {
      headers.set(name, value);
    }
  }
  return new Response(file, { headers });
}

/** Without the network, an ordinary image of which the browser's own cache still has a copy, unless it says that it must be asked for. */
async function staleFrom(request: Request, error: unknown): Promise<Response> {
  const found = await fetch(new Request(request, { cache: 'force-cache' })).catch(() => null);
  if (!found || /must-revalidate|no-cache/i.test(found.headers.get('Cache-Control') ?? '')) {
    throw error;
  }
  return found;
}
