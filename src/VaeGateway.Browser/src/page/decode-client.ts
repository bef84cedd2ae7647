import { InvalidLatentError } from '../invalid-latent-error';
import type { DecodeReply, DecodeRequest } from './decode-messages';

interface Waiting {
  resolve(bitmap: ImageBitmap | null): void;
  reject(error: Error): void;
}

const waiting = new Map<number, Waiting>();
let worker: Worker | undefined;
let count = 0;

/** Has the decode worker decode; it is started at the first call, and the page never waits on its own thread. */
export function decodeInWorker(request: Omit<DecodeRequest, 'number'>): Promise<ImageBitmap | null> {
  worker ??= start();
  const number = count++;
  const reply = new Promise<ImageBitmap | null>((resolve, reject) => waiting.set(number, { resolve, reject }));
  worker.postMessage({ ...request, number } satisfies DecodeRequest);
  return reply;
}

function start(): Worker {
  const url = new URL('./decode-worker.js', import.meta.url);
  // Browsers start workers of the page's own origin only; a script of its own may import from elsewhere.
  const script = url.origin === location.origin ? url : URL.createObjectURL(new Blob([`import '${url.href}';`], { type: 'text/javascript' }));
  const started = new Worker(script, { type: 'module', name: 'vaegateway' });
  started.onmessage = ({ data }: MessageEvent<DecodeReply>) => settle(data);
  started.onerror = ({ message }) => {
    // It could not be loaded, or fell over: whoever asks next gets a new one.
    worker = undefined;
    const unanswered = [...waiting.values()];
    waiting.clear();
    unanswered.forEach(({ reject }) => reject(new Error(message || 'The decode worker could not be started.')));
  };
  return started;
}

function settle(reply: DecodeReply): void {
  const asked = waiting.get(reply.number);
  waiting.delete(reply.number);
  if ('bitmap' in reply) {
    asked?.resolve(reply.bitmap);
  } else {
    asked?.reject(reply.byteOffset === undefined ? new Error(reply.message) : new InvalidLatentError(reply.message, reply.byteOffset));
  }
}
