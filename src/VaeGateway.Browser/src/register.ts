import type { DecoderChoice } from './choose-decoder';
import { lendHelpers } from './page/helpers';
import { watchVisible } from './page/visible';
import { hasSimd } from './simd';
import type { Counters, PictureReport, WorkerRequest } from './worker/messages';
import { pictureChannel } from './worker/messages';

export type { Counters, PictureKind, PictureReport } from './worker/messages';

export interface RegisterOptions extends DecoderChoice {
  /** Path below which pages get their pictures as latents. Default: '/', the whole site. */
  readonly scope?: string;
  /** Where the service worker's script is, on the page's own origin. Default: where the gateway serves it. */
  readonly worker?: string;
  /** Further origins behind a gateway, such as 'https://images.example'. Their pictures are asked for without cookies, and they must allow CORS. */
  readonly origins?: readonly string[];
  /** Whether to start before the page has loaded. Default: false, so that the model does not compete with the page's first pictures. */
  readonly immediately?: boolean;
  /** What to decode with. Default: the faster one, as a short measurement finds; WebAssembly where the other is not to be had. */
  readonly runtime?: 'wasm' | 'webgpu';
}

/** What {@link register} gives. It is there in every browser; where there are no service workers, all stays as it was. */
export interface SdkHandle {
  /** Whether this browser has service workers and took this one. */
  readonly supported: boolean;
  /** What the service worker did; null while none is active. */
  counters(): Promise<Counters | null>;
  /** Calls back for each picture that the service worker answers, on any page of the site. Returns what ends it. */
  onPicture(listener: (report: PictureReport) => void): () => void;
  /** Ends it: the worker is removed, and all that it kept. */
  unregister(): Promise<void>;
}

/** The scripts lie side by side; both must be of the page's own origin. */
const workerPath = '/.well-known/vaegateway/sdk/worker.js';

/** Has the pictures of this site's pages travel as latents, from the next ones on. Never throws. */
export async function register(options: RegisterOptions = {}): Promise<SdkHandle> {
  if (!('serviceWorker' in navigator) || !hasSimd()) {
    return handleOf(null);
  }
  if (!options.immediately && !navigator.serviceWorker.controller) {
    await loaded();
  }
  try {
    const url = new URL(options.worker ?? workerPath, location.href);
    if (options.origins?.length) {
      url.searchParams.set('origins', options.origins.join(' '));
    }
    if (options.runtime) {
      url.searchParams.set('runtime', options.runtime);
    }
    if (options.decoder && options.decoder !== 'measured') {
      url.searchParams.set('decoder', options.decoder);
    }
    if (options.fullDecoderBudget !== undefined) {
      url.searchParams.set('fullDecoderBudget', String(options.fullDecoderBudget));
    }
    lendHelpers(navigator.serviceWorker, new URL('helper-worker.js', url));
    const registration = await navigator.serviceWorker.register(url, { scope: options.scope ?? '/' });
    watchVisible((urls) => send(registration.active, { vaegateway: 'visible', urls }));
    return handleOf(registration);
  } catch (error) {
    console.warn('VaeGateway: pictures stay ordinary images.', error);
    return handleOf(null);
  }
}

function handleOf(registration: ServiceWorkerRegistration | null): SdkHandle {
  return {
    supported: registration !== null,
    counters: () => ask<Counters>(registration?.active, { vaegateway: 'counters' }),
    onPicture(listener) {
      if (!registration) {
        return () => undefined;
      }
      const channel = new BroadcastChannel(pictureChannel);
      channel.onmessage = ({ data }) => listener(data as PictureReport);
      return () => channel.close();
    },
    async unregister() {
      await ask(registration?.active, { vaegateway: 'forget' });
      await registration?.unregister();
    },
  };
}

function send(worker: ServiceWorker | null | undefined, request: WorkerRequest, transfer: Transferable[] = []): void {
  worker?.postMessage(request, transfer);
}

async function ask<T>(worker: ServiceWorker | null | undefined, request: WorkerRequest): Promise<T | null> {
  if (!worker) {
    return null;
  }
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise<T>((resolve) => {
    port1.onmessage = ({ data }) => resolve(data as T);
  });
  send(worker, request, [port2]);
  return answer.finally(() => port1.close());
}

function loaded(): Promise<void> {
  return document.readyState === 'complete'
    ? Promise.resolve()
    : new Promise((resolve) => window.addEventListener('load', () => resolve(), { once: true }));
}
