import type { Geometry } from './geometry';

/** What the container carries of one image: integers, before the networks. */
export interface Symbols {
  readonly geometry: Geometry;
  /** 0 to 63. */
  readonly quality: number;
  /** z, shape [Z, hyperHeight, hyperWidth]. */
  readonly hyperLatent: Int8Array;
  /** r = quantized y - mu, shape [M, latentHeight, latentWidth]. */
  readonly residual: Int16Array;
}
