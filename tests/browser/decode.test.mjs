// The SDK's decode() and decodeProgressively() on a page in a real Chromium, with a random model, against the decoder in Node.
// Needs Chromium and src/VaeGateway.Browser/dist (node src/VaeGateway.Browser/ensure-built.mjs).
// usage: node --test --test-reporter=tap tests/browser/decode.test.mjs
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { LatentDecoder } from '../../src/VaeGateway.Browser/dist/decoder.js';
import { emptyContainer, wholeModel, wholeModelBytes } from '../../src/VaeGateway.Browser/test/support/whole-model.mjs';
import { openSdkSite, pixelsScript, sdk } from './sdk-site.mjs';

const container = emptyContainer(150, 90, 40, { bands: 3 });
let site;
let page;
let expected;

before(async () => {
  site = await openSdkSite({ id: 'whole', modelBytes: wholeModelBytes() });
  page = await site.browser.newPage();
  await page.goto(site.address);
  expected = await (await LatentDecoder.create(wholeModel)).decode(container);
});

after(() => site?.close());

test('decode() gives the decoder\'s pixels, and one model serves all pictures', async () => {
  const [supported, first, second] = await page.evaluate(async ({ sdk, container, pixelsScript }) => {
    const { decode, supportsLatents } = await import(`${sdk}/vaegateway.js`);
    const bitmaps = await Promise.all([decode(Uint8Array.from(container)), decode(Uint8Array.from(container).buffer)]);
    return [supportsLatents(), ...bitmaps.map((0, eval)(pixelsScript))];
  }, { sdk, container: [...container], pixelsScript });
  assert.equal(supported, true);
  assert.deepEqual(first, [...expected.data]);
  assert.deepEqual(second, first);
  assert.equal(site.requests.filter((url) => url === '/model.bin').length, 1);
});

test('decode() rejects a damaged latent with its offset', async () => {
  const error = await page.evaluate(async ({ sdk, container }) => {
    const { decode, InvalidLatentError } = await import(`${sdk}/vaegateway.js`);
    return decode(Uint8Array.from(container)).catch((error) => ({ known: error instanceof InvalidLatentError, byteOffset: error.byteOffset }));
  }, { sdk, container: container.map((byte, i) => (i === 4 ? byte ^ 1 : byte)) });
  assert.equal(error.known, true);
  assert.ok(error.byteOffset > 0);
});

test('decodeProgressively() shows a preview while the rest is on its way', async () => {
  const [preview, whole] = await page.evaluate(async ({ sdk, container, split }) => {
    const { decodeProgressively } = await import(`${sdk}/vaegateway.js`);
    let send;
    const body = new ReadableStream({ start: (controller) => (send = controller) });
    send.enqueue(Uint8Array.from(container.slice(0, split)));
    const preview = new Promise((resolve) => {
      void decodeProgressively(new Response(body), resolve).then((whole) => Object.assign(window, { whole }));
    });
    const { width, height } = await preview;
    send.enqueue(Uint8Array.from(container.slice(split)));
    send.close();
    while (!window.whole) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return [[width, height], [window.whole.width, window.whole.height]];
  }, { sdk, container: [...container], split: container.length - 5 });
  assert.deepEqual(preview, [150, 90]);
  assert.deepEqual(whole, [150, 90]);
});
