import type { Symbols } from '../symbols';
import type { Area } from './tiles';
import { padded } from './weights';

const perHyper = 4;

/** The residual of an area of the latent grid, planar. Copies nothing where the area is all of it. */
export function residualOf({ residual, geometry }: Symbols, area: Area, channels: number): Int16Array<ArrayBuffer> {
  const { latentWidth, latentHeight } = geometry;
  if (area.width === latentWidth && area.height === latentHeight) {
    return residual as Int16Array<ArrayBuffer>;
  }
  const part = new Int16Array(channels * area.height * area.width);
  for (let channel = 0, to = 0; channel < channels; channel++) {
    for (let row = 0; row < area.height; row++, to += area.width) {
      const from = (channel * latentHeight + area.top + row) * latentWidth + area.left;
      part.set(residual.subarray(from, from + area.width), to);
    }
  }
  return part;
}

/** The hyper-latent under an area of the latent grid (aligned to hyper-latents), [position, channel] with padded channels. */
export function hyperLatentOf({ hyperLatent, geometry }: Symbols, area: Area, channels: number): Float32Array<ArrayBuffer> {
  const { hyperWidth, hyperHeight } = geometry;
  const [left, top, width, height] = [area.left / perHyper, area.top / perHyper, area.width / perHyper, area.height / perHyper];
  const stride = padded(channels);
  const values = new Float32Array(width * height * stride);
  for (let channel = 0; channel < channels; channel++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        values[(y * width + x) * stride + channel] = hyperLatent[(channel * hyperHeight + top + y) * hyperWidth + left + x];
      }
    }
  }
  return values;
}
