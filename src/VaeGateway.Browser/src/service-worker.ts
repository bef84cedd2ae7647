// The service worker: pictures of the pages in its scope travel as latents; all else goes its way untouched.
// Options come in the query of its own URL, where a browser keeps them and a change of them makes it a new worker.
//   origins=https://images.example https://…   further origins whose pictures to ask for as latents (they must allow CORS)
//   runtime=wasm|webgpu                        the one to decode with; without it the faster one is found out by measuring
//   decoder=full|light                         which of a model's two decoders; without it the full one where it is fast enough,
//   fullDecoderBudget=125                      that is, takes so many milliseconds a megapixel at most
import { type DecoderChoice, withChosenDecoder } from './choose-decoder';
import { createFastestRuntime } from './choose-runtime';
import type { ModelFile } from './model-file';
import type { Runtime } from './runtime';
import type { DecoderKind } from './synthesis-network';
import { createWasmRuntime } from './wasm/runtime';
import { createWebGpuRuntime } from './webgpu/runtime';
import { Decoders } from './worker/decoders';
import { GatewayModel } from './worker/gateway-model';
import { indexUrlOf } from './worker/gateway-index';
import type { HelpWanted } from './worker/helper-messages';
import { isPictureRequest } from './worker/interception';
import { LatentCache } from './worker/latent-cache';
import { type WorkerRequest, cachePrefix } from './worker/messages';
import { PictureAnswer } from './worker/picture-answer';
import { Tally } from './worker/tally';

declare const self: ServiceWorkerGlobalScope;

const options = new URL(self.location.href).searchParams;
const ownOrigin = self.location.origin;
const otherOrigins = (options.get('origins') ?? '').split(' ').filter((origin) => origin.length > 0);

const createAnyRuntime = { wasm: createWasmRuntime, webgpu: createGpuRuntime }[options.get('runtime') ?? ''] ?? createFastestRuntime;
const createRuntime = withChosenDecoder(createAnyRuntime, {
  decoder: (options.get('decoder') ?? undefined) as DecoderChoice['decoder'],
  fullDecoderBudget: options.has('fullDecoderBudget') ? Number(options.get('fullDecoderBudget')) : undefined,
});

const tally = new Tally();
const decoders = new Decoders((clientId) => void askForHelp(clientId));
const cache = new LatentCache(indexUrlOf(ownOrigin));
const gateways = new Map([ownOrigin, ...otherOrigins].map((origin) => [origin, new GatewayModel(origin, { createRuntime }, dropOthers)]));
const answers = new PictureAnswer(ownOrigin, decoders, cache, tally);

self.addEventListener('install', (event) => {
  routeOthersPast(event);
  // The model is fetched while the worker installs, but a worker without one is as good as none: it does no harm.
  event.waitUntil(Promise.all([self.skipWaiting(), ownGateway().renew()]));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim());
});

self.addEventListener('fetch', (event) => {
  if (!isPictureRequest(event.request, ownOrigin, otherOrigins)) {
    return;
  }
  const gateway = gateways.get(new URL(event.request.url).origin) ?? ownGateway();
  event.respondWith(answers.answer(event, gateway, (work) => event.waitUntil(work.catch(() => undefined))));
  event.waitUntil(gateway.renew());
});

self.addEventListener('message', (event) => {
  const message = event.data as WorkerRequest;
  switch (message?.vaegateway) {
    case 'counters':
      event.ports[0]?.postMessage(tally.read(ownGateway().id));
      break;
    case 'helper':
      decoders.lend(event.ports[0]);
      break;
    case 'visible':
      decoders.show(message.urls);
      break;
    case 'forget':
      event.waitUntil(forget().then(() => event.ports[0]?.postMessage(null)));
      break;
  }
});

/** WebGPU wherever it is to be had. */
async function createGpuRuntime(model: ModelFile, runtimeOptions: { readonly decoder: DecoderKind }): Promise<Runtime> {
  return (await createWebGpuRuntime(model, runtimeOptions)) ?? createWasmRuntime(model, runtimeOptions);
}

function ownGateway(): GatewayModel {
  return gateways.get(ownOrigin)!;
}

async function askForHelp(clientId: string): Promise<void> {
  (await self.clients.get(clientId))?.postMessage({ vaegateway: 'help' } satisfies HelpWanted);
}

async function dropOthers(): Promise<void> {
  await cache.dropOthers([...gateways.values()].flatMap(({ id }) => id ?? []));
}

async function forget(): Promise<void> {
  for (const name of await caches.keys()) {
    if (name.startsWith(cachePrefix)) {
      await caches.delete(name);
    }
  }
}

/** Where the browser can be told, what is no picture never waits for this worker, which may be busy decoding. */
function routeOthersPast(event: ExtendableEvent): void {
  const { addRoutes } = event as { addRoutes?: (rules: object[]) => Promise<void> };
  const others = ['document', 'iframe', 'script', 'style', 'font', 'audio', 'video', 'track', 'worker', 'manifest', ''];
  const rules = others.map((requestDestination) => ({ condition: { requestDestination }, source: 'network' }));
  event.waitUntil((async () => addRoutes?.call(event, rules))().catch(() => undefined));
}
