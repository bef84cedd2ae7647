import type { LatentDecoder } from '../decoder';
import { DecodeQueue } from './decode-queue';
import { Helper, HelperGoneError } from './helper';
import { wholePicture } from './whole-picture';

/** Pictures waiting for each other from which on a page is asked for helpers. */
const crowd = 2;

type Seat = 'own' | Helper;

/** A page's request for a picture. */
export interface PageRequest {
  readonly request: Request;
  /** Of the page; '' if it is not known. */
  readonly clientId: string;
}

/** A picture, and how long its decode took once it was its turn. */
export interface DecodedFile {
  readonly file: Uint8Array<ArrayBuffer>;
  readonly milliseconds: number;
}

/** What decodes: the service worker itself and, while there is much to do, workers that pages lend it. */
export class Decoders {
  private readonly queue = new DecodeQueue<Seat>();
  private readonly asked = new Set<string>();

  /** @param askForHelp tells a page, by its client id, that helpers are wanted. */
  constructor(private readonly askForHelp: (clientId: string) => void) {
    this.queue.add('own');
  }

  /** A helper at the other end of a port. */
  lend(port: MessagePort): void {
    const helper = new Helper(port, () => this.queue.remove(helper));
    this.queue.add(helper);
  }

  show(urls: readonly string[]): void {
    this.queue.show(urls);
  }

  /** A latent as a file that the browser shows. Throws where it can't be decoded whole. */
  async decode({ request, clientId }: PageRequest, decoder: LatentDecoder, latent: Uint8Array<ArrayBuffer>): Promise<DecodedFile> {
    // There is one GPU, and it has no use for helpers.
    if (this.queue.length >= crowd && clientId && !this.asked.has(clientId) && decoder.runtime.name === 'wasm') {
      this.asked.add(clientId);
      this.askForHelp(clientId);
    }
    return this.queue.run(request.url, request.signal, async (seat) => {
      const started = performance.now();
      const file = seat === 'own' ? await wholePicture(decoder, latent) : await helped(seat, decoder, latent, new URL(request.url).origin);
      return { file, milliseconds: performance.now() - started };
    });
  }
}

async function helped(helper: Helper, decoder: LatentDecoder, latent: Uint8Array<ArrayBuffer>, origin: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await helper.decode(latent, origin, decoder.runtime.decoder);
  } catch (error) {
    if (error instanceof HelperGoneError) {
      return wholePicture(decoder, latent);
    }
    throw error;
  }
}
