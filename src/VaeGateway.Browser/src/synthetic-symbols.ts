import { geometryOf } from './geometry';
import type { ModelFile } from './model-file';
import type { Symbols } from './symbols';

const quality = 32;

/** Symbols of no picture at all, `side` pixels square: something to decode before there is anything to show. */
export function syntheticSymbols(model: ModelFile, side: number): Symbols {
  const geometry = geometryOf(side, side);
  const { hyperChannels, latentChannels } = model.facts;
  const hyperLatent = new Int8Array(hyperChannels * geometry.hyperHeight * geometry.hyperWidth).map((_, i) => (i % 7) - 3);
  const residual = new Int16Array(latentChannels * geometry.latentHeight * geometry.latentWidth).map((_, i) => (i % 11 === 0 ? (i % 3) - 1 : 0));
  return { geometry, quality, hyperLatent, residual };
}
