// Every released model that has a decoder for browsers: its scale indices are those that the model's own self-test names.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { geometryOf, ModelFile, SymbolDecoder } from '../dist/decoder.js';

const models = new URL('../../../models/', import.meta.url);
const descriptions = readdirSync(models)
  .map((id) => new URL(`${id}/model.json`, models))
  .filter((url) => existsSync(url))
  .map((url) => ({ url, description: JSON.parse(readFileSync(url)) }))
  .filter(({ description }) => description.files.decoder);

test('released models', { skip: descriptions.length === 0 && 'no model has a decoder for browsers' }, async (context) => {
  for (const { url, description } of descriptions) {
    await context.test(description.id, async () => {
      const bytes = readFileSync(new URL(description.files.decoder.name, url));
      assert.equal(createHash('sha256').update(bytes).digest('hex'), description.files.decoder.sha256);
      const model = new ModelFile(new Uint8Array(bytes));
      assert.equal(model.facts.sha256, description.sha256);
      assert.deepEqual([...model.integers('hyper_scale_index')], description.hyperScaleIndex.flat());
      assert.deepEqual([...model.integers('magnitude_tables.frequency')], description.magnitudeTables.flat());
      const { quality, hyperWidth, hyperHeight, hyperLatent, scaleIndexSha256 } = description.selfTest;
      const geometry = geometryOf(64 * hyperWidth, 64 * hyperHeight);
      const found = (await SymbolDecoder.create(model)).predictScales({ geometry, quality, hyperLatent: Int8Array.from(hyperLatent) });
      assert.equal(createHash('sha256').update(planar(found, geometry, model.facts.latentChannels)).digest('hex'), scaleIndexSha256);
    });
  }
});

/** [positions, M] to [M, positions]. */
function planar(found, { latentWidth, latentHeight }, channels) {
  const positions = latentWidth * latentHeight;
  return Uint8Array.from(found, (_, i) => found[(i % positions) * channels + Math.floor(i / positions)]);
}
