import type { Geometry } from '../geometry';

/** A rectangle of the image in units of z (64 pixels): what is computed, and within it what is kept. */
export interface Tile {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
  readonly keepTop: number;
  readonly keepLeft: number;
  readonly keepBottom: number;
  readonly keepRight: number;
}

/**
 * Cuts an image into tiles of at most `most` positions of z a side, plus a halo within the image as wide as the networks
 * look, so that the result is that of the whole.
 */
export function* tilesOf({ hyperWidth, hyperHeight }: Geometry, most: number, halo: number): Generator<Tile> {
  const rows = Math.ceil(hyperHeight / Math.ceil(hyperHeight / most));
  const columns = Math.ceil(hyperWidth / Math.ceil(hyperWidth / most));
  for (let keepTop = 0; keepTop < hyperHeight; keepTop += rows) {
    for (let keepLeft = 0; keepLeft < hyperWidth; keepLeft += columns) {
      const keepBottom = Math.min(keepTop + rows, hyperHeight);
      const keepRight = Math.min(keepLeft + columns, hyperWidth);
      const top = Math.max(0, keepTop - halo);
      const left = Math.max(0, keepLeft - halo);
      const height = Math.min(hyperHeight, keepBottom + halo) - top;
      const width = Math.min(hyperWidth, keepRight + halo) - left;
      yield { top, left, height, width, keepTop, keepLeft, keepBottom, keepRight };
    }
  }
}
