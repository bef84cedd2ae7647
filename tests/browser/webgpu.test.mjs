// The browser SDK's WebGPU runtime in a real Chromium, against the plain arithmetic of webgpu-reference.mjs, on a small random model.
// Needs Chromium and src/VaeGateway.Browser/dist (node src/VaeGateway.Browser/ensure-built.mjs).
// usage: node --test --test-reporter=tap tests/browser/webgpu.test.mjs
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser } from './webgpu-browser.mjs';
import { facts, randomModel, randomNumbers } from './webgpu-model.mjs';
import { decode } from './webgpu-reference.mjs';

const model = randomModel();
const lightFacts = { ...facts, light: { width: 32, blocks: 2 } };
const modelWithLight = randomModel(lightFacts);
let browser;
before(async () => (browser = await openBrowser({ '/model.bin': model.bytes, '/light.bin': modelWithLight.bytes })));
after(() => browser?.close());

for (const [width, height, quality] of [[1, 1, 0], [64, 64, 9], [100, 70, 40], [131, 200, 63]]) {
  test(`${width} x ${height} at quality ${quality} is what the arithmetic says`, async () => {
    const symbols = randomSymbols(width, height, quality);
    const [picture] = await inPage([symbols]);
    assertSame(picture, symbols);
  });
}

test('one runtime decodes sizes and qualities in turn, and calls may overlap', async () => {
  const pictures = [randomSymbols(70, 20, 10), randomSymbols(20, 70, 50), randomSymbols(70, 20, 11), randomSymbols(1, 1, 10)];
  const decoded = await inPage(pictures);
  pictures.forEach((symbols, i) => assertSame(decoded[i], symbols));
});

for (const [width, height, maxPositions, tiles] of [[700, 40, 160, 'columns'], [40, 700, 160, 'rows']]) {
  test(`in tiles (${tiles}) a picture comes out as in one piece`, async () => {
    const symbols = randomSymbols(width, height, 33);
    const [whole] = await inPage([symbols]);
    const [tiled] = await inPage([symbols], { maxPositions });
    assert.deepEqual(tiled, whole);
  });
}

test('the light decoder, of another width, is what the arithmetic says, in tiles, too', async () => {
  const symbols = randomSymbols(300, 40, 25);
  const [light] = await inPage([symbols], { file: './light.bin', decoder: 'light' });
  const [tiled] = await inPage([symbols], { file: './light.bin', decoder: 'light', maxPositions: 60 });
  const [full] = await inPage([symbols], { file: './light.bin' });
  assertSame(light, symbols, decode(modelWithLight.tensor, symbols, lightFacts, 'light'));
  assertSame(full, symbols, decode(modelWithLight.tensor, symbols, lightFacts));
  assert.deepEqual(tiled, light);
});

test('a dedicated worker and a service worker decode as well', async () => {
  const symbols = randomSymbols(50, 90, 20);
  const [worker, serviceWorker] = await browser.page.evaluate(async (symbols) => {
    const { port1, port2 } = new MessageChannel();
    const registration = await navigator.serviceWorker.register('./webgpu-decode.mjs', { type: 'module' });
    const active = registration.active ?? (await navigator.serviceWorker.ready).active;
    const answer = (target, send) => new Promise((resolve, reject) => {
      target.onmessage = ({ data }) => resolve(data);
      target.onerror = reject;
      send();
    });
    const worker = new Worker('./webgpu-decode.mjs', { type: 'module' });
    const fromWorker = await answer(worker, () => worker.postMessage(symbols));
    return [fromWorker, await answer(port1, () => active.postMessage(symbols, [port2]))];
  }, symbols);
  assertSame(worker, symbols);
  assertSame(serviceWorker, symbols);
});

test('a lost device is reported as such, and another runtime works', async () => {
  const symbols = randomSymbols(30, 30, 30);
  const { errors, again } = await browser.page.evaluate(async (symbols) => {
    const { open, synthesize } = await import('./webgpu-decode.mjs');
    let device;
    const original = GPUAdapter.prototype.requestDevice;
    GPUAdapter.prototype.requestDevice = async function (...options) {
      return (device = await original.apply(this, options));
    };
    const nameOf = (promise) => promise.then(() => 'none', (error) => error.name);
    const lostWhileIdle = await open();
    device.destroy();
    const lostAtWork = await open();
    const busy = nameOf(synthesize(lostAtWork, symbols));
    device.destroy();
    const errors = [await nameOf(synthesize(lostWhileIdle, symbols)), await busy, await nameOf(synthesize(lostAtWork, symbols))];
    GPUAdapter.prototype.requestDevice = original;
    return { errors, again: await synthesize(await open(), symbols) };
  }, symbols);
  assert.deepEqual(errors, ['RuntimeLostError', 'RuntimeLostError', 'RuntimeLostError']);
  assertSame(again, symbols);
});

test('a GPU without memory for a picture is reported as lost', async () => {
  const error = await browser.page.evaluate(async (symbols) => {
    const { open, synthesize } = await import('./webgpu-decode.mjs');
    const runtime = await open();
    const original = GPUDevice.prototype.createBuffer;
    // More than the device's limit, as a picture too large would ask for: a fault that WebGPU reports on the side.
    GPUDevice.prototype.createBuffer = function (descriptor) {
      return original.call(this, { ...descriptor, size: 2 ** 40 });
    };
    const error = await synthesize(runtime, symbols).then(() => 'none', (e) => e.name);
    GPUDevice.prototype.createBuffer = original;
    return error;
  }, randomSymbols(30, 30, 30));
  assert.equal(error, 'RuntimeLostError');
});

test('symbols of a wrong length are refused, and the runtime goes on', async () => {
  const symbols = randomSymbols(30, 30, 30);
  const { error, picture } = await browser.page.evaluate(async (symbols) => {
    const { open, synthesize } = await import('./webgpu-decode.mjs');
    const runtime = await open();
    const error = await synthesize(runtime, { ...symbols, residual: [0] }).then(() => 'none', (e) => e.name);
    return { error, picture: await synthesize(runtime, symbols) };
  }, symbols);
  assert.equal(error, 'RangeError');
  assertSame(picture, symbols);
});

test('without WebGPU there is no runtime and no error', async () => {
  const without = await openBrowser({ '/model.bin': model.bytes }, { webGpu: false });
  try {
    assert.equal(await without.page.evaluate(async () => (await import('./webgpu-decode.mjs')).open()), null);
  } finally {
    await without.close();
  }
});

/** Decodes pictures at the same time by one runtime in the page, which is kept for the next call with these options. */
function inPage(pictures, options) {
  return browser.page.evaluate(async ({ pictures, options }) => {
    const { open, synthesize } = await import('./webgpu-decode.mjs');
    const runtimes = (window.runtimes ??= {});
    const runtime = (runtimes[JSON.stringify(options ?? {})] ??= await open(options));
    return Promise.all(pictures.map((symbols) => synthesize(runtime, symbols)));
  }, { pictures, options });
}

function randomSymbols(width, height, quality) {
  const random = randomNumbers(width * 1000 + height);
  const positions = Math.ceil(width / 64) * Math.ceil(height / 64);
  const integers = (length, magnitude) => Array.from({ length }, () => Math.round(magnitude * random()));
  return {
    width,
    height,
    quality,
    hyperLatent: integers(positions * facts.hyperChannels, 5),
    residual: integers(positions * 16 * facts.latentChannels, 4),
  };
}

/** Every sample within one of the exact value, which leaves room for rounding alone; alpha full; and not flat. */
function assertSame({ width, height, data }, symbols, exact = decode(model.tensor, symbols)) {
  assert.deepEqual([width, height, data.length], [symbols.width, symbols.height, 4 * symbols.width * symbols.height]);
  let furthest = 0;
  let inRange = 0;
  exact.forEach((value, i) => {
    const sample = data[Math.floor(i / 3) * 4 + (i % 3)];
    furthest = Math.max(furthest, Math.abs(sample - Math.min(Math.max(value, 0), 255)));
    inRange += value > 0 && value < 255 ? 1 : 0;
  });
  assert.ok(furthest < 0.52, `a sample is ${furthest} from its exact value`);
  assert.ok(inRange > exact.length / 2, `only ${inRange} of ${exact.length} samples are not clipped`);
  assert.ok(data.every((sample, i) => i % 4 < 3 || sample === 255), 'alpha');
}
