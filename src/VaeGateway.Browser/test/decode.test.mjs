import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createWasmRuntime, geometryOf, ModelFile } from '../dist/decoder.js';
import { facts as otherFacts, randomModel, randomNumbers } from '../../../tests/browser/webgpu-model.mjs';
import { decode } from '../../../tests/browser/webgpu-reference.mjs';

const facts = { ...otherFacts, latentChannels: 24, hyperChannels: 8, width: 16, meanWidth: 24, overlapChannels: 8 };
const { bytes, tensor } = randomModel(facts);
const model = new ModelFile(new Uint8Array(bytes));

for (const [width, height, quality] of [[1, 1, 0], [64, 64, 9], [100, 70, 40], [131, 200, 63]]) {
  test(`${width} x ${height} at quality ${quality} is what the arithmetic says`, async () => {
    const symbols = randomSymbols(width, height, quality);
    const image = await (await createWasmRuntime(model)).synthesize(symbols);
    assertSame(image, symbols);
  });
}

test('one runtime decodes sizes and qualities in turn', async () => {
  const runtime = await createWasmRuntime(model);
  for (const [width, height, quality] of [[70, 20, 10], [20, 70, 50], [70, 20, 11], [1, 1, 10]]) {
    const symbols = randomSymbols(width, height, quality);
    assertSame(await runtime.synthesize(symbols), symbols);
  }
});

for (const [width, height] of [[64 * 9 - 5, 40], [40, 64 * 9 - 5], [300, 330]]) {
  test(`in tiles ${width} x ${height} comes out as in one piece`, async () => {
    const symbols = randomSymbols(width, height, 33);
    const whole = await (await createWasmRuntime(model)).synthesize(symbols);
    const tiled = await (await createWasmRuntime(model, { maxTile: 1 })).synthesize(symbols);
    assert.deepEqual(tiled, whole);
  });
}

test('a model whose channels are no multiples of 8 is refused', async () => {
  await assert.rejects(createWasmRuntime(new ModelFile(new Uint8Array(randomModel().bytes))), /multiples of 8/);
});

function randomSymbols(width, height, quality) {
  const geometry = geometryOf(width, height);
  const random = randomNumbers(width + 1000 * height + quality);
  const integers = (Kind, length, most) => Kind.from({ length }, () => Math.round(random() * most));
  const positions = geometry.latentWidth * geometry.latentHeight;
  return {
    geometry,
    quality,
    hyperLatent: integers(Int8Array, facts.hyperChannels * geometry.hyperWidth * geometry.hyperHeight, 5),
    residual: integers(Int16Array, facts.latentChannels * positions, 4),
  };
}

function assertSame(image, { geometry, quality, hyperLatent, residual }) {
  const { width, height } = geometry;
  assert.deepEqual([image.width, image.height, image.data.length], [width, height, 4 * width * height]);
  const expected = decode(tensor, { width, height, quality, hyperLatent, residual }, facts);
  const clipped = expected.map((sample) => Math.min(Math.max(sample, 0), 255));
  let largest = 0;
  for (let i = 0; i < clipped.length; i++) {
    largest = Math.max(largest, Math.abs(image.data[Math.floor(i / 3) * 4 + (i % 3)] - clipped[i]));
  }
  assert.ok(largest <= 1, `a sample is ${largest} away`);
  assert.ok(image.data.every((sample, i) => i % 4 !== 3 || sample === 255));
  assert.ok(width * height === 1 || new Set(clipped.map(Math.round)).size > 30, 'the picture says nothing');
}
