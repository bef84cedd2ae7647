// The golden containers in tests/vectors, which the C# tests write, and a decoder of their model, which has no networks.
import { readFileSync } from 'node:fs';
import { ModelFile, SymbolDecoder } from '../../dist/decoder.js';
import { modelBytes, noNetworks } from './model-bytes.mjs';

const folder = new URL('../../../../tests/vectors/container/', import.meta.url);
const read = (name) => readFileSync(new URL(name, folder));
const model = JSON.parse(read('synthetic-model.json'));

export const { magnitudeTables } = model;

export const goldenNames = ['v1-1x1-q0', 'v1-100x70-q31', 'v1-260x180-q63'];

/** { container, expected }: the bytes, and the symbols as C# reads them. */
export function golden(name) {
  return { container: new Uint8Array(read(`${name}.vgl`)), expected: JSON.parse(read(`${name}.json`)) };
}

export const goldenModel = new ModelFile(modelBytes(
  { ...noNetworks, id: model.id, sha256: model.fingerprint.toString(16).padStart(8, '0').padEnd(64, '0'), latentChannels: 7, hyperChannels: 3 },
  [
    { name: 'hyper_scale_index', values: Uint8Array.from(model.hyperScaleIndex.flat()), shape: [64, 3] },
    { name: 'magnitude_tables.length', values: Uint16Array.from(model.magnitudeTables, (table) => table.length), shape: [64] },
    { name: 'magnitude_tables.frequency', values: Uint16Array.from(model.magnitudeTables.flat()), shape: [model.magnitudeTables.flat().length] },
  ],
));

/** A decoder whose scale indices are the given ones, [M, latentHeight, latentWidth]. */
export function decoderOf(scaleIndex) {
  return SymbolDecoder.create(goldenModel, (_, kernels) => ({
    predict(hyperLatent, { latentWidth, latentHeight }, quality, at) {
      const positions = latentWidth * latentHeight;
      const turned = new Uint8Array(kernels.memory.buffer, at, scaleIndex.length);
      scaleIndex.forEach((index, i) => (turned[(i % positions) * 7 + Math.floor(i / positions)] = index));
    },
  }));
}
