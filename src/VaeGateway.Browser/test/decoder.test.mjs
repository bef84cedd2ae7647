import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createWasmRuntime, InvalidLatentError, LatentDecoder, readHeader, RuntimeLostError } from '../dist/decoder.js';
import { emptyContainer, wholeModel } from './support/whole-model.mjs';

test('a container becomes the picture of its symbols', async () => {
  const decoder = await LatentDecoder.create(wholeModel);
  const container = emptyContainer(90, 70, 20, { bands: 2 });
  const { symbols, complete } = await decoder.unpack(container);
  const image = await decoder.decode(container);
  assert.equal(complete, true);
  assert.equal(image.complete, true);
  assert.deepEqual([image.width, image.height], [90, 70]);
  assert.deepEqual(image.data, (await (await createWasmRuntime(wholeModel)).synthesize(symbols)).data);
});

test('activations of 7 bits in the synthesis blocks change the pixels, but little', async () => {
  const { symbols } = await (await LatentDecoder.create(wholeModel)).unpack(emptyContainer(140, 100, 20));
  const [coarse, fine] = await Promise.all([true, false].map(async (coarse) => (await createWasmRuntime(wholeModel, { coarse })).synthesize(symbols)));
  const differences = coarse.data.map((sample, i) => Math.abs(sample - fine.data[i]));
  assert.ok(differences.some((d) => d > 0));
  assert.ok(differences.reduce((sum, d) => sum + d, 0) / differences.length < 0.5);
});

test('a preview is there as soon as the hyper-latent is, and not before', async () => {
  const decoder = await LatentDecoder.create(wholeModel);
  const container = emptyContainer(64, 64, 33, { bands: 4 });
  const hyperLatentEnd = readHeader(container).chunksOffset + 4;
  assert.ok(hyperLatentEnd < container.length);
  const whole = await decoder.decode(container);
  for (let length = 0; length <= container.length; length++) {
    const preview = await decoder.preview(container.subarray(0, length));
    assert.equal(preview !== null, length >= hyperLatentEnd, `after ${length} bytes`);
    assert.deepEqual(preview?.data ?? whole.data, whole.data);
  }
  const damaged = container.slice();
  damaged[9] ^= 1;
  await assert.rejects(decoder.preview(damaged), InvalidLatentError);
});

test('a container cut off is decoded as far as it goes, and said to be so', async () => {
  const decoder = await LatentDecoder.create(wholeModel);
  const container = emptyContainer(64, 64, 33, { bands: 4 });
  assert.equal((await decoder.decode(container.subarray(0, container.length - 1))).complete, false);
});

test("another model's container, and one with too many pixels, are refused", async () => {
  const decoder = await LatentDecoder.create(wholeModel, { maxPixels: 4096 });
  await assert.rejects(decoder.decode(emptyContainer(64, 64, 1, { by: 1 })), (error) => error instanceof InvalidLatentError && error.byteOffset === 4);
  await assert.rejects(decoder.decode(emptyContainer(64, 65, 1)), /more than the limit of 4096/);
  assert.equal((await decoder.decode(emptyContainer(64, 64, 1))).width, 64);
});

test('a runtime that is lost is replaced, once, whatever is under way', async () => {
  let disposals = 0;
  const lost = { name: 'webgpu', synthesize: () => Promise.reject(new RuntimeLostError('gone')), dispose: () => disposals++ };
  const decoder = await LatentDecoder.create(wholeModel, { createRuntime: async () => lost });
  assert.equal(decoder.runtime, lost);
  const container = emptyContainer(30, 30, 5);
  const [first, second] = await Promise.all([decoder.decode(container), decoder.decode(container)]);
  assert.deepEqual(first.data, second.data);
  assert.equal(decoder.runtime.name, 'wasm');
  assert.equal(disposals, 1);
});

test('the memory of a decoder does not grow from picture to picture', async () => {
  const memories = [];
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...parameters) => {
    const instance = await instantiate(...parameters);
    memories.push(instance.exports.memory);
    return instance;
  };
  const decoder = await LatentDecoder.create(wholeModel).finally(() => (WebAssembly.instantiate = instantiate));
  const sizes = [];
  for (let i = 0; i < 6; i++) {
    await decoder.decode(emptyContainer(200, 300, i));
    await decoder.decode(emptyContainer(300, 200, i));
    sizes.push(memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0));
  }
  assert.equal(memories.length, 2);
  assert.ok(sizes.every((size) => size === sizes[0]), sizes.join());
});
