import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ModelFile } from '../dist/decoder.js';
import { modelBytes, noNetworks } from './support/model-bytes.mjs';

const anchors = Float32Array.from({ length: 16 }, (_, i) => (i % 2 === 0 ? i : -i));
const bytes = modelBytes({ ...noNetworks, id: 'test', sha256: '89abcdef'.repeat(8), latentChannels: 8, hyperChannels: 8 }, [
  { name: 'coarse', values: Int8Array.of(-127, 3), shape: [2], step: 0.5 },
  { name: 'dense', values: Int8Array.of(1, 2, 3, 4, 5, 6, 7, 8), shape: [2, 4], step: 2, scales: 'scales', axis: 1 },
  { name: 'depthwise', values: Int16Array.of(300, 1, 2, 3), shape: [2, 2], step: 1, scales: 'scales', axis: 0 },
  { name: 'scales', values: Float32Array.of(0.5, 10), shape: [2] },
  { name: 'half', values: Uint16Array.of(0x3c00, 0xc500, 0x0001, 0x7bff, 0xfc00), shape: [5], type: 'float16' },
  { name: 'row.first', values: Int32Array.of(100_000, -5), shape: [2] },
  { name: 'row.change', values: Int16Array.of(1, -1, 10, -10, 100, -100), shape: [3, 2] },
  { name: 'table.anchors', values: anchors, shape: [8, 2] },
]);

test('tensors of every kind come as what they stand for', () => {
  const model = new ModelFile(new Uint8Array(bytes));
  assert.equal(model.fingerprint, 0x89abcdef);
  assert.deepEqual([...model.float('coarse')], [-63.5, 1.5]);
  assert.deepEqual([...model.integers('coarse')], [-127, 3]);
  assert.equal(model.step('coarse'), 0.5);
  assert.equal(model.step('half'), null);
  assert.deepEqual([...model.float('half')], [1, -5, 2 ** -24, 65504, -Infinity]);
  assert.throws(() => model.float('missing'), /no tensor "missing"/);
});

test('input channels may have scales of their own', () => {
  const model = new ModelFile(new Uint8Array(bytes));
  assert.deepEqual([...model.float('dense')], [1, 2, 60, 80, 5, 6, 140, 160]);
  assert.deepEqual([...model.float('depthwise')], [150, 0.5, 20, 30]);
  assert.equal(model.step('dense'), null);
});

test('rows over the quality', () => {
  const model = new ModelFile(new Uint8Array(bytes));
  assert.deepEqual([...model.rowOverQuality('row', 0)], [100_000, -5]);
  assert.deepEqual([...model.rowOverQuality('row', 3)], [100_111, -116]);
  assert.deepEqual([...model.interpolated('table', 0)], [0, -1]);
  assert.deepEqual([...model.interpolated('table', 63)], [14, -15]);
  assert.deepEqual([...model.interpolated('table', 9)], [2, -3]);
  assert.deepEqual([...model.interpolated('table', 3)].map((x) => x.toFixed(4)), ['0.6667', '-1.6667']);
});

test('a file that is cut short or of another kind is refused', () => {
  for (let length = 0; length < bytes.length; length += 7) {
    assert.throws(() => new ModelFile(new Uint8Array(bytes.subarray(0, length))));
  }
  const other = new Uint8Array(bytes);
  other[3] = 0x32;
  assert.throws(() => new ModelFile(other), /VGD1/);
});
