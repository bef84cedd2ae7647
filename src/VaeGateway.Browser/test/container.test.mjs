import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32c, findChunks, InvalidLatentError, readHeader } from '../dist/decoder.js';
import { decoderOf, golden, goldenNames, magnitudeTables } from './support/golden.mjs';

for (const name of goldenNames) {
  const { container, expected } = golden(name);

  test(`${name}: the header that C# reads`, () => {
    const { geometry, ...header } = readHeader(container);
    assert.deepEqual([geometry.width, geometry.height], [expected.width, expected.height]);
    for (const fact of ['fingerprint', 'quality', 'bandRows', 'groups', 'chunkLengths']) {
      assert.deepEqual(header[fact], expected[fact], fact);
    }
  });

  test(`${name}: the symbols that C# reads`, async () => {
    const { symbols, complete } = (await decoderOf(expected.scaleIndex)).decode(container, readHeader(container));
    assert.equal(complete, true);
    assert.deepEqual([...symbols.hyperLatent], expected.hyperLatent);
    assert.deepEqual([...symbols.residual], expected.residual);
  });
}

test('every prefix is a sound error or whole up to its chunks', async () => {
  const { container, expected } = golden('v1-100x70-q31');
  const decoder = await decoderOf(expected.scaleIndex);
  const { chunksOffset, chunkLengths } = readHeader(container);
  for (let length = 0; length < container.length; length++) {
    const prefix = container.subarray(0, length);
    if (length < chunksOffset + chunkLengths[0] + 4) {
      assert.throws(() => decoder.decode(prefix, readHeader(prefix)), InvalidLatentError);
    } else {
      const { symbols, complete } = decoder.decode(prefix, readHeader(prefix));
      assert.equal(complete, false);
      assert.deepEqual([...symbols.hyperLatent], expected.hyperLatent);
      assert.ok(symbols.residual.every((r) => r === 0));
    }
  }
});

test('a flipped bit costs the chunk it is in, and in the header or the hyper-latent all', async () => {
  const { container, expected } = golden('v1-260x180-q63');
  const decoder = await decoderOf(expected.scaleIndex);
  const { chunksOffset, chunkLengths } = readHeader(container);
  const residualOffset = chunksOffset + chunkLengths[0] + 4;
  for (let offset = 0; offset < container.length; offset++) {
    const damaged = container.slice();
    damaged[offset] ^= 1 << (offset % 8);
    if (offset < residualOffset) {
      assert.throws(() => decoder.decode(damaged, readHeader(damaged)), (error) => error instanceof InvalidLatentError && error.byteOffset >= 0);
    } else {
      assert.equal(decoder.decode(damaged, readHeader(damaged)).complete, false);
    }
  }
});

test('bytes that no encoder writes, under a right checksum, leave the residual at zero', async () => {
  const { container, expected } = golden('v1-260x180-q63');
  const decoder = await decoderOf(expected.scaleIndex);
  const header = readHeader(container);
  const offset = header.chunksOffset + header.chunkLengths[0] + 4;
  const length = header.chunkLengths[1];
  // The code of the first symbol's escape and nothing after it: an Exp-Golomb prefix of zeros without end.
  const first = expected.scaleIndex.find((index) => magnitudeTables[index].length > 0);
  const escape = 2n ** 16n - BigInt(magnitudeTables[first].at(-1));
  const code = (2n ** 32n - 1n) * escape;
  const forged = container.slice();
  forged.fill(0, offset, offset + length);
  for (let i = 0; i < 6; i++) {
    forged[offset + i] = Number((code >> BigInt(8 * (5 - i))) & 0xffn);
  }
  new DataView(forged.buffer).setUint32(offset + length, crc32c(forged.subarray(offset, offset + length)));
  assert.ok(findChunks(forged, header).every((chunk) => chunk !== null));
  const { symbols, complete } = decoder.decode(forged, header);
  assert.equal(complete, false);
  assert.ok(symbols.residual.every((r) => r === 0));
});

test('sizes are refused before anything is allocated', () => {
  const { container } = golden('v1-260x180-q63');
  assert.throws(() => readHeader(container, 260 * 180 - 1), /more than the limit/);
  assert.equal(readHeader(container, 260 * 180).geometry.width, 260);
  const huge = container.slice();
  huge.set([0xff, 0xff, 0x03, 0xff, 0xff, 0x03], 8); // 65535 x 65535
  assert.throws(() => readHeader(huge), (error) => error instanceof InvalidLatentError && error.byteOffset === 8);
});

test('CRC-32C of the test vector of RFC 3720', () => {
  assert.equal(crc32c(new Uint8Array(32)), 0x8a9136aa);
  assert.equal(crc32c(Uint8Array.from({ length: 32 }, (_, i) => i)), 0x46dd794e);
});
