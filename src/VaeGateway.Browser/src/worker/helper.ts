import type { DecoderKind } from '../synthesis-network';
import type { HelpReply, HelpRequest } from './helper-messages';

/** Long beyond any decode: a page that was closed takes its workers along, and not every browser tells. */
const patienceMilliseconds = 10_000;

/** The helper is gone; the latent may be as good as any. */
export class HelperGoneError extends Error {}

interface Waiting {
  resolve(file: Uint8Array<ArrayBuffer>): void;
  reject(error: Error): void;
}

/** The service worker's end of a port to a worker that a page lent. */
export class Helper {
  private readonly waiting = new Map<number, Waiting>();
  private count = 0;

  constructor(
    private readonly port: MessagePort,
    private readonly whenGone: () => void,
  ) {
    port.onmessage = ({ data }: MessageEvent<HelpReply>) => this.settle(data);
    port.addEventListener('close', () => this.leave());
  }

  decode(latent: Uint8Array<ArrayBuffer>, origin: string, decoder: DecoderKind): Promise<Uint8Array<ArrayBuffer>> {
    const number = this.count++;
    const patience = setTimeout(() => this.leave(), patienceMilliseconds);
    const reply = new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => this.waiting.set(number, { resolve, reject }));
    this.port.postMessage({ number, latent, origin, decoder } satisfies HelpRequest);
    return reply.finally(() => clearTimeout(patience));
  }

  private settle({ number, file, fault }: HelpReply): void {
    const asked = this.waiting.get(number);
    this.waiting.delete(number);
    if (file) {
      asked?.resolve(file);
    } else {
      asked?.reject(new Error(fault));
    }
  }

  private leave(): void {
    const unanswered = [...this.waiting.values()];
    this.waiting.clear();
    this.whenGone();
    unanswered.forEach(({ reject }) => reject(new HelperGoneError()));
  }
}
