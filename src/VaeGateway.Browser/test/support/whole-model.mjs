// A random model with all that decoder.bin holds, and containers of it that need no encoder.
import { facts as otherFacts, randomModel } from '../../../../tests/browser/webgpu-model.mjs';
import { crc32c, ModelFile } from '../../dist/decoder.js';
import { modelBytes, readModel } from './model-bytes.mjs';
import { randomScaleNetwork } from './random-scale-network.mjs';

const fingerprint = 0xfeedbeef;

/** decoder.bin: the float networks of one random model and the exact network of another. `light`: { width, blocks } of a light decoder. */
export function wholeModelBytes({ light } = {}) {
  const scale = randomScaleNetwork();
  const facts = {
    ...otherFacts, ...scale.facts, width: 16, meanWidth: 24, overlapChannels: 8, synthesisBlocks: 2, light,
    id: 'whole', sha256: fingerprint.toString(16).padEnd(64, '0'),
  };
  const floats = randomModel(facts);
  const tensors = [floats.bytes, Buffer.from(scale.bytes)].flatMap((bytes) => readModel(bytes).tensors);
  return new Uint8Array(modelBytes(facts, tensors.map((tensor) => coarser(tensor, floats.tensor))));
}

/** The 1x1 convolutions of the synthesis blocks as small integers so that they may be computed as bytes. */
function coarser(tensor, valuesOf) {
  if (!/^(synthesis|light)\.blocks.*(_in|_out)\.weight$/.test(tensor.name)) {
    return tensor;
  }
  const values = valuesOf(tensor.name);
  const step = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / 15;
  return { name: tensor.name, shape: tensor.shape, step, values: Int8Array.from(values, (value) => Math.round(value / step)) };
}

export const wholeModel = new ModelFile(wholeModelBytes());

/** A container whose chunks are all empty, which stands for zeros: a decoder reads zeros beyond the end. */
export function emptyContainer(width, height, quality, { by = fingerprint, bands = 1 } = {}) {
  const varint = (value) => (value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(value >> 7)]);
  const uint32 = (value) => [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff);
  const rows = Math.ceil(height / 16);
  const chunks = 1 + Math.ceil(rows / Math.ceil(rows / bands));
  const header = [
    ...Buffer.from('VGL'), 1, ...uint32(by), ...varint(width), ...varint(height), quality, 0, ...varint(Math.ceil(rows / bands)), 1,
    ...Array.from({ length: chunks }, () => 0),
  ];
  return Uint8Array.from([...header, ...uint32(crc32c(Uint8Array.from(header))), ...Array.from({ length: chunks }, () => uint32(crc32c(new Uint8Array(0)))).flat()]);
}
