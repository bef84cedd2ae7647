import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { modelBytes, readModel } from './model-bytes.mjs';

const models = new URL('../../../../models/', import.meta.url);

/** The decoder.bin of a released model. */
export const released = readFileSync(readdirSync(models).map((id) => new URL(`${id}/decoder.bin`, models)).find(existsSync));

/** A decoder.bin whose light decoder is made of the full one's own tensors, or of its first `blocks` blocks. */
export function withCopiedLight(bytes, { blocks } = {}) {
  const { facts, tensors } = readModel(Buffer.from(bytes));
  const light = { width: facts.width, blocks: blocks ?? facts.synthesisBlocks };
  const renamed = (name) => name.replace(/^synthesis\./, 'light.');
  const copies = tensors
    .filter(({ name }) => /^synthesis\.(enter|condition_|blocks|leave)/.test(name) && Number(/blocks\.(\d+)/.exec(name)?.[1] ?? -1) < light.blocks)
    .map((tensor) => ({ ...tensor, name: renamed(tensor.name), ...(tensor.scales && { scales: renamed(tensor.scales) }) }));
  return new Uint8Array(modelBytes({ ...facts, light }, [...tensors.filter(({ name }) => !name.startsWith('light.')), ...copies]));
}
