import type { HelpWanted } from '../worker/helper-messages';
import type { WorkerRequest } from '../worker/messages';

const most = 3;

/** Lends the service worker decode workers when it asks for them: one for each processor core but its own and the page's. */
export function lendHelpers(container: ServiceWorkerContainer, script: URL): void {
  container.addEventListener('message', ({ data, source }) => {
    if ((data as HelpWanted | undefined)?.vaegateway !== 'help') {
      return;
    }
    for (let left = Math.min(navigator.hardwareConcurrency - 2, most); left > 0; left--) {
      const { port1, port2 } = new MessageChannel();
      const helper = new Worker(script, { type: 'module', name: 'vaegateway-helper' });
      helper.postMessage(null, [port1]);
      (source as ServiceWorker).postMessage({ vaegateway: 'helper' } satisfies WorkerRequest, [port2]);
    }
  });
  container.startMessages();
}
