import assert from 'node:assert/strict';
import { test } from 'node:test';
import { geometryOf, ModelFile, SymbolDecoder } from '../dist/decoder.js';
import { plainScales, randomIntegers, randomScaleNetwork } from './support/random-scale-network.mjs';

const network = randomScaleNetwork();

// The last two are wider and taller than a tile.
for (const [width, height, quality] of [[1, 1, 0], [192, 100, 31], [65, 300, 63], [64 * 25, 64, 7], [30, 64 * 27, 50]]) {
  test(`scale indices of ${width} x ${height} at quality ${quality} are exact`, async () => {
    const decoder = await SymbolDecoder.create(new ModelFile(network.bytes));
    const geometry = geometryOf(width, height);
    const random = randomIntegers(width + height);
    const hyperLatent = Int8Array.from({ length: 16 * geometry.hyperWidth * geometry.hyperHeight }, () => random(-127, 127));
    const expected = plainScales(network, hyperLatent, geometry.hyperWidth, geometry.hyperHeight, quality);
    const found = decoder.predictScales({ geometry, quality, hyperLatent });
    const positions = geometry.latentWidth * geometry.latentHeight;
    assert.deepEqual(Array.from({ length: found.length }, (_, i) => found[(i % positions) * 24 + Math.floor(i / positions)]), expected);
    assert.ok(new Set(expected).size > 8, 'the indices say nothing');
  });
}

test('a decoder goes from quality to quality and back', async () => {
  const decoder = await SymbolDecoder.create(new ModelFile(network.bytes));
  const geometry = geometryOf(64, 64);
  const hyperLatent = Int8Array.from({ length: 16 }, (_, i) => 5 * i - 40);
  const of = (quality) => decoder.predictScales({ geometry, quality, hyperLatent });
  const first = of(5);
  assert.notDeepEqual(of(60), first);
  assert.deepEqual(of(5), first);
});
