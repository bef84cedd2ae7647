// The light decoder: a second synthesis network in the same file, on the same symbols.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createWasmRuntime, geometryOf, ModelFile } from '../dist/decoder.js';
import { facts as otherFacts, randomModel, randomNumbers } from '../../../tests/browser/webgpu-model.mjs';
import { decode } from '../../../tests/browser/webgpu-reference.mjs';
import { released, withCopiedLight } from './support/copied-light.mjs';
import { wholeModelBytes } from './support/whole-model.mjs';

const facts = {
  ...otherFacts, latentChannels: 24, hyperChannels: 8, width: 16, meanWidth: 24, overlapChannels: 8, synthesisBlocks: 3, light: { width: 32, blocks: 2 },
};

for (const options of [{}, { coarse: false }]) {
  test(`a light decoder with the full one's own tensors gives the same picture (${JSON.stringify(options)})`, async () => {
    const model = new ModelFile(withCopiedLight(released));
    const symbols = randomSymbols(model.facts, 100, 70, 30);
    const [full, light] = await both(model, symbols, options);
    assert.deepEqual(light, full);
  });
}

for (const [width, height, quality] of [[1, 1, 0], [100, 70, 40], [64, 131, 63]]) {
  test(`${width} x ${height} at quality ${quality}: a light decoder of another width is what the arithmetic says`, async () => {
    const { bytes, tensor } = randomModel(facts);
    const symbols = randomSymbols(facts, width, height, quality);
    const [full, light] = await both(new ModelFile(new Uint8Array(bytes)), symbols);
    assertSame(light, symbols, decode(tensor, { width, height, ...symbols }, facts, 'light'));
    assertSame(full, symbols, decode(tensor, { width, height, ...symbols }, facts));
  });
}

test('fewer of the released blocks are what the arithmetic says, in tiles, too', async () => {
  const model = new ModelFile(withCopiedLight(released, { blocks: 2 }));
  const tensor = (name) => (model.has(name) ? model.float(name) : undefined);
  // Most of z is 0 or 1. All of it up to 3 is what no picture gives, and integer activations lose more than a sample of what comes out.
  const symbols = randomSymbols(model.facts, 70, 50, 20, 1);
  const expected = decode(tensor, { width: 70, height: 50, ...symbols }, model.facts, 'light');
  const [full, light] = await both(model, symbols, { coarse: false });
  assertSame(light, symbols, expected);
  assert.notDeepEqual(light, full);
  assert.deepEqual((await both(model, symbols, { coarse: false, maxTile: 1 }))[1], light);
});

test('blocks of a width that is no power of two, as bytes of 7 bits, are close to the fine ones', async () => {
  const model = new ModelFile(wholeModelBytes({ light: { width: 96, blocks: 3 } }));
  const symbols = randomSymbols(model.facts, 90, 70, 25);
  const [[, coarse], [, fine]] = await Promise.all([both(model, symbols), both(model, symbols, { coarse: false })]);
  const differences = coarse.data.map((sample, i) => Math.abs(sample - fine.data[i]));
  assert.ok(differences.some((d) => d > 0));
  assert.ok(differences.reduce((sum, d) => sum + d, 0) / differences.length < 1);
});

test('a file without a light decoder has only the full one', async () => {
  const model = new ModelFile(new Uint8Array(randomModel({ ...facts, light: undefined }).bytes));
  const runtime = await createWasmRuntime(model, { decoder: 'light' });
  assert.equal(runtime.decoder, 'full');
  const symbols = randomSymbols(facts, 64, 64, 9);
  assert.deepEqual(await runtime.synthesize(symbols), (await both(model, symbols))[0]);
});

test('only the weights of the network that paints are unpacked', async () => {
  const model = new ModelFile(withCopiedLight(released, { blocks: 1 }));
  const plain = new ModelFile(new Uint8Array(released));
  const [full, light, without] = [
    await memoryOf(() => createWasmRuntime(model)),
    await memoryOf(() => createWasmRuntime(model, { decoder: 'light' })),
    await memoryOf(() => createWasmRuntime(plain)),
  ];
  assert.equal(full, without);
  // Each of the four blocks less holds 98304 weights of one or two bytes, beside its 3x3 convolution.
  assert.ok(full - light > 4 * 98304, `${full} and ${light} bytes`);
});

/** The pictures of the full and of the light decoder. */
async function both(model, symbols, options = {}) {
  return Promise.all(['full', 'light'].map(async (decoder) => {
    const runtime = await createWasmRuntime(model, { ...options, decoder });
    assert.equal(runtime.decoder, model.facts.light ? decoder : 'full');
    return runtime.synthesize(symbols);
  }));
}

async function memoryOf(create) {
  const { instantiate } = WebAssembly;
  let memory;
  WebAssembly.instantiate = async (...parameters) => {
    const instance = await instantiate(...parameters);
    memory = instance.exports.memory;
    return instance;
  };
  await create().finally(() => (WebAssembly.instantiate = instantiate));
  return memory.buffer.byteLength;
}

function randomSymbols({ hyperChannels, latentChannels }, width, height, quality, mostOfHyperLatent = 3) {
  const geometry = geometryOf(width, height);
  const random = randomNumbers(width + 1000 * height + quality);
  const integers = (Kind, length, most) => Kind.from({ length }, () => Math.round(random() * most));
  return {
    geometry,
    quality,
    hyperLatent: integers(Int8Array, hyperChannels * geometry.hyperWidth * geometry.hyperHeight, mostOfHyperLatent),
    residual: integers(Int16Array, latentChannels * geometry.latentWidth * geometry.latentHeight, 1),
  };
}

function assertSame(image, { geometry: { width, height } }, expected) {
  assert.deepEqual([image.width, image.height], [width, height]);
  const clipped = expected.map((sample) => Math.min(Math.max(sample, 0), 255));
  const largest = clipped.reduce((most, sample, i) => Math.max(most, Math.abs(image.data[Math.floor(i / 3) * 4 + (i % 3)] - sample)), 0);
  assert.ok(largest <= 1, `a sample is ${largest} away`);
  assert.ok(width * height === 1 || new Set(clipped.map(Math.round)).size > 30, 'the picture says nothing');
}
