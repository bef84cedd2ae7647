// The SDK's decode() and decodeProgressively() on a page in a real Chromium, with a random model, against the decoder in Node.
// Needs Chromium and src/VaeGateway.Browser/dist (node src/VaeGateway.Browser/ensure-built.mjs).
// usage: node --test --test-reporter=tap tests/browser/decode.test.mjs
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import process from 'node:process';
import { chromium } from 'playwright-core';
import { LatentDecoder } from '../../src/VaeGateway.Browser/dist/decoder.js';
import { emptyContainer, wholeModel, wholeModelBytes } from '../../src/VaeGateway.Browser/test/support/whole-model.mjs';

const sdk = '/.well-known/vaegateway/sdk';
const modelBytes = Buffer.from(wholeModelBytes());
const index = {
  unavailable: null,
  model: { id: 'whole', decoder: { sha256: createHash('sha256').update(modelBytes).digest('hex'), url: '/model.bin' } },
};
const container = emptyContainer(150, 90, 40, { bands: 3 });
const requests = [];
let server;
let browser;
let page;
let expected;

before(async () => {
  server = createServer((request, response) => void answer(request.url, response));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
  });
  page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  expected = await (await LatentDecoder.create(wholeModel)).decode(container);
});

after(async () => {
  await browser?.close();
  server?.close();
});

test('decode() gives the decoder\'s pixels, and one model serves all pictures', async () => {
  const [supported, first, second] = await page.evaluate(async ({ sdk, container }) => {
    const { decode, supportsLatents } = await import(`${sdk}/vaegateway.js`);
    const bitmaps = await Promise.all([decode(Uint8Array.from(container)), decode(Uint8Array.from(container).buffer)]);
    const pixelsOf = (bitmap) => {
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
      context.drawImage(bitmap, 0, 0);
      return [...context.getImageData(0, 0, bitmap.width, bitmap.height).data];
    };
    return [supportsLatents(), ...bitmaps.map(pixelsOf)];
  }, { sdk, container: [...container] });
  assert.equal(supported, true);
  assert.deepEqual(first, [...expected.data]);
  assert.deepEqual(second, first);
  assert.equal(requests.filter((url) => url === '/model.bin').length, 1);
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

async function answer(url, response) {
  requests.push(url);
  if (url === '/') {
    response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>SDK</title>');
  } else if (url === sdk) {
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify(index));
  } else if (url === '/model.bin') {
    response.end(modelBytes);
  } else if (url.startsWith(`${sdk}/`) && /^[\w-]+\.js$/.test(url.slice(sdk.length + 1))) {
    response.setHeader('Content-Type', 'text/javascript').end(await readFile(new URL(`../../src/VaeGateway.Browser/dist/${url.slice(sdk.length + 1)}`, import.meta.url)));
  } else {
    response.writeHead(404).end();
  }
}
