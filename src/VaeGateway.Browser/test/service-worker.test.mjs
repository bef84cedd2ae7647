import assert from 'node:assert/strict';
import { test } from 'node:test';
import { source } from './support/source.mjs';

const { mayKeep, mayServeOffline } = await source('worker/cache-rules');
const { DecodeQueue } = await source('worker/decode-queue');
const { askForLatent, modelOf } = await source('worker/latent-request');
const { offeredModel } = await source('worker/gateway-index');
const { isPictureRequest } = await source('worker/interception');
const { writeBmp } = await source('bmp');

for (const [headers, expected] of [
  [{ 'Cache-Control': 'max-age=600' }, true],
  [{}, true],
  [{ 'Cache-Control': 'private, max-age=0' }, true],
  [{ 'Cache-Control': 'max-age=600, No-Store' }, false],
  [{ Vary: 'Accept, Accept-Encoding' }, true],
  [{ Vary: 'Cookie' }, false],
  [{ Vary: '*' }, false],
]) {
  test(`${JSON.stringify(headers)} ${expected ? 'may' : 'may not'} be kept`, () => assert.equal(mayKeep(new Headers(headers)), expected));
}

const noon = Date.parse('Wed, 01 Jul 2026 12:00:00 GMT');
const minute = 60_000;
for (const [cacheControl, minutesLater, expected] of [
  ['max-age=60', 0.5, true],
  ['max-age=60', 600, true], // stale, and nothing forbids it while the network is gone
  ['max-age=60, must-revalidate', 0.5, true],
  ['max-age=60, must-revalidate', 2, false],
  ['no-cache', 0, false],
]) {
  test(`"${cacheControl}" ${expected ? 'may' : 'may not'} be served offline ${minutesLater} minutes later`, () => {
    const headers = new Headers({ 'Cache-Control': cacheControl, Date: new Date(noon).toUTCString() });
    assert.equal(mayServeOffline(headers, noon + minutesLater * minute), expected);
  });
}

test('age on the way counts', () => {
  const headers = new Headers({ 'Cache-Control': 'max-age=60, must-revalidate', Date: new Date(noon).toUTCString(), Age: '50' });
  assert.equal(mayServeOffline(headers, noon + 20_000), false);
});

test('visible pictures come first, then the order of asking; an aborted one never', async () => {
  const queue = new DecodeQueue();
  const order = [];
  const abort = new AbortController();
  const run = (url, signal = new AbortController().signal) => queue.run(url, signal, async () => void order.push(url));
  const all = [run('a'), run('b'), run('c', abort.signal), run('d'), run('e')];
  all.forEach((each) => each.catch(() => undefined));
  queue.show(['d']);
  abort.abort();
  queue.add('seat');
  const outcomes = await Promise.allSettled(all);
  assert.deepEqual(order, ['d', 'a', 'b', 'e']);
  assert.equal(outcomes[2].status, 'rejected');
});

test('a decode that fails makes room for the next; a decoder that is gone takes no more', async () => {
  const queue = new DecodeQueue();
  const signal = new AbortController().signal;
  queue.add('one');
  queue.add('two');
  const seats = [];
  const failing = queue.run('a', signal, async (seat) => {
    queue.remove(seat);
    throw new Error('gone');
  });
  await assert.rejects(failing, /gone/);
  await Promise.all(['b', 'c', 'd'].map((url) => queue.run(url, signal, async (seat) => void seats.push(seat))));
  assert.deepEqual(seats, ['two', 'two', 'two']);
});

test('a latent is asked for beside what the browser accepts, elsewhere by a header that needs no preflight', () => {
  const request = (url) => new Request(url, { headers: { Accept: 'image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8' } });
  const own = askForLatent(request('https://site.example/a.jpg'), 'vg9', 'https://site.example').headers.get('Accept');
  const other = askForLatent(request('https://images.example/a.jpg'), 'vg9', 'https://site.example').headers.get('Accept');
  assert.ok(own.startsWith('image/vnd.vaegateway.latent;model="vg9",image/avif,'));
  assert.ok(other.startsWith('image/vnd.vaegateway.latent;model=vg9,image/avif,'));
  assert.ok(other.length <= 128 && !other.includes('"'), 'Fetch standard: CORS-safelisted request-header');
});

for (const [type, expected] of [
  ['image/vnd.vaegateway.latent; model="vg9"', 'vg9'],
  ['image/vnd.vaegateway.latent;model=vg9', 'vg9'],
  ['image/vnd.vaegateway.latent', null],
]) {
  test(`${type} is of model ${expected}`, () => assert.equal(modelOf(new Response('', { headers: { 'Content-Type': type } })), expected));
}

test('only a decoder on the gateway itself, of a model whose name fits into a header, is an offer', () => {
  const index = (id, url) => ({ unavailable: null, model: { id, decoder: { sha256: 'ab', url } } });
  assert.deepEqual(offeredModel(index('vg9', '/m/decoder.bin?sha256=ab'), 'https://site.example'), {
    id: 'vg9', sha256: 'ab', url: 'https://site.example/m/decoder.bin?sha256=ab',
  });
  assert.equal(offeredModel(index('vg9', 'https://elsewhere.example/decoder.bin'), 'https://site.example'), null);
  assert.equal(offeredModel(index('v"g', '/decoder.bin'), 'https://site.example'), null);
  assert.equal(offeredModel({ ...index('vg9', '/decoder.bin'), unavailable: 'no SDK' }, 'https://site.example'), null);
  assert.equal(offeredModel({}, 'https://site.example'), null);
});

test('only whole pictures of known origins are intercepted', () => {
  const request = (changes) => ({ method: 'GET', destination: 'image', cache: 'default', headers: new Headers(), url: 'https://site.example/a.jpg', ...changes });
  const isOurs = (changes) => isPictureRequest(request(changes), 'https://site.example', ['https://images.example']);
  assert.ok(isOurs({}));
  assert.ok(isOurs({ url: 'https://images.example/a.jpg' }));
  assert.ok(isOurs({ cache: 'reload' }));
  for (const changes of [
    { method: 'POST' }, { destination: '' }, { destination: 'document' }, { cache: 'no-store' }, { cache: 'only-if-cached' },
    { headers: new Headers({ Range: 'bytes=0-9' }) }, { url: 'https://elsewhere.example/a.jpg' }, { url: 'data:image/png,' },
  ]) {
    assert.ok(!isOurs(changes), JSON.stringify(changes));
  }
});

test('a BMP has blue first, rows from the top, each filled up to four bytes', () => {
  const file = writeBmp({ width: 1, height: 2, data: new Uint8ClampedArray([1, 2, 3, 255, 4, 5, 6, 255]) });
  const view = new DataView(file.buffer);
  assert.equal(view.getUint32(2, true), file.length);
  assert.deepEqual([view.getInt32(18, true), view.getInt32(22, true), view.getUint16(28, true)], [1, -2, 24]);
  assert.deepEqual([...file.subarray(54)], [3, 2, 1, 0, 6, 5, 4, 0]);
});
