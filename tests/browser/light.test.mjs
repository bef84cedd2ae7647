// The SDK with a model of two decoders on a page in a real Chromium: which one paints, and that it is measured once.
// Needs Chromium and src/VaeGateway.Browser/dist (node src/VaeGateway.Browser/ensure-built.mjs).
// usage: node --test --test-reporter=tap tests/browser/light.test.mjs
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createWasmRuntime, LatentDecoder, ModelFile } from '../../src/VaeGateway.Browser/dist/decoder.js';
import { emptyContainer, wholeModelBytes } from '../../src/VaeGateway.Browser/test/support/whole-model.mjs';
import { openSdkSite, pixelsScript, sdk } from './sdk-site.mjs';

const modelBytes = wholeModelBytes({ light: { width: 32, blocks: 1 } });
const container = emptyContainer(150, 90, 40);
const paths = Array.from({ length: 24 }, (_, i) => `/${i}.png`);
const pictures = {};
let site;

before(async () => {
  for (const decoder of ['full', 'light']) {
    const createRuntime = (model) => createWasmRuntime(model, { decoder });
    const { data } = await (await LatentDecoder.create(new ModelFile(modelBytes), { createRuntime })).decode(container);
    pictures[decoder] = [...data];
  }
  assert.notDeepEqual(pictures.full, pictures.light);
  site = await openSdkSite({ id: 'whole', modelBytes: Buffer.from(modelBytes), latents: Object.fromEntries(paths.map((path) => [path, container])) });
});

after(() => site?.close());

test('decode() paints with the decoder that was asked for', async () => {
  const page = await visitor();
  for (const decoder of ['full', 'light', 'full']) {
    assert.deepEqual(await decodeIn(page, { decoder }), pictures[decoder]);
  }
  assert.deepEqual(await notes(page), []);
});

test('the full decoder is measured once, and the next start goes by what was noted', async () => {
  const page = await visitor();
  assert.deepEqual(await decodeIn(page, { fullDecoderBudget: 0 }), pictures.light);
  const [{ runtime, millisecondsPerMegapixel }] = await notes(page);
  assert.equal(runtime, 'wasm');
  assert.ok(millisecondsPerMegapixel > 0);
  // Times that no measurement could give: who goes by them has not measured.
  for (const [noted, fullDecoderBudget, expected] of [[1e-9, 1e-6, 'full'], [1e9, 1e8, 'light'], [1e9, undefined, 'light'], [1e9, Infinity, 'full']]) {
    await note(page, { runtime: 'wasm', millisecondsPerMegapixel: noted });
    await page.reload();
    assert.deepEqual(await decodeIn(page, { fullDecoderBudget }), pictures[expected], `${noted} ms noted, ${fullDecoderBudget} allowed`);
    assert.deepEqual(await notes(page), [{ runtime: 'wasm', millisecondsPerMegapixel: noted }]);
  }
});

test('what was noted of another runtime, or is no note at all, does not count', async () => {
  const page = await visitor();
  await decodeIn(page, { fullDecoderBudget: Infinity });
  for (const other of [{ runtime: 'webgpu', millisecondsPerMegapixel: 1e-9 }, 'nonsense']) {
    await note(page, other);
    await page.reload();
    assert.deepEqual(await decodeIn(page, { fullDecoderBudget: 1e-6 }), pictures.light);
    assert.equal((await notes(page))[0].runtime, 'wasm');
  }
});

for (const [options, expected] of [[{ decoder: 'light' }, 'light'], [{ fullDecoderBudget: 0 }, 'light'], [{ fullDecoderBudget: Infinity }, 'full']]) {
  test(`the service worker and its helpers paint by the ${expected} decoder (${JSON.stringify(options, (_, value) => (value === Infinity ? 'Infinity' : value))})`, async () => {
    const page = await visitor();
    const { shown, decoder, helpers } = await page.evaluate(async ({ sdk, options, paths, pixelsScript }) => {
      // As many cores as it takes for a page to lend a helper.
      Object.defineProperty(navigator, 'hardwareConcurrency', { value: 3 });
      const { register } = await import(`${sdk}/vaegateway.js`);
      const handle = await register({ ...options, immediately: true });
      while (!navigator.serviceWorker.controller || !(await handle.counters())?.model) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      const images = paths.map((path) => Object.assign(new Image(), { src: path }));
      await Promise.all(images.map((image) => image.decode()));
      const shown = images.map((image) => JSON.stringify((0, eval)(pixelsScript)(image)));
      const helpers = performance.getEntriesByType('resource').filter(({ name }) => name.includes('/helper-worker.js')).length;
      return { shown: [...new Set(shown)].map((text) => JSON.parse(text)), decoder: (await handle.counters()).decoder, helpers };
    }, { sdk, options, paths, pixelsScript });
    assert.equal(decoder, expected);
    assert.equal(helpers, 1);
    assert.deepEqual(shown, [pictures[expected]]);
  });
}

/** A page of someone who was never here. */
async function visitor() {
  const page = await (await site.browser.newContext()).newPage();
  await page.goto(site.address);
  return page;
}

/** The picture that decode() gives. */
function decodeIn(page, options) {
  return page.evaluate(async ({ sdk, container, options, pixelsScript }) => {
    const { decode } = await import(`${sdk}/vaegateway.js`);
    return (0, eval)(pixelsScript)(await decode(Uint8Array.from(container), options));
  }, { sdk, container: [...container], options, pixelsScript });
}

/** What is noted of the full decoder's speed. */
function notes(page) {
  return page.evaluate(async () => {
    const cache = await caches.open('vaegateway-runtime-1');
    const requests = (await cache.keys()).filter(({ url }) => url.startsWith('https://decoder.invalid/'));
    return Promise.all(requests.map(async (request) => (await cache.match(request)).json()));
  });
}

/** Replaces it. */
function note(page, value) {
  return page.evaluate(async (value) => {
    const cache = await caches.open('vaegateway-runtime-1');
    const request = (await cache.keys()).find(({ url }) => url.startsWith('https://decoder.invalid/'));
    await cache.put(request, new Response(typeof value === 'string' ? value : JSON.stringify(value)));
  }, value);
}
