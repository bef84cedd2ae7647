import type { Geometry } from '../geometry';

/** A rectangle of an image in units of z (64 x 64 pixels). */
export interface Rectangle {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

/** Cuts an image into near-equal tiles of at most `most` positions of z a side. */
export function* tilesOf({ hyperWidth, hyperHeight }: Geometry, most: number): Generator<Rectangle> {
  const rows = Math.ceil(hyperHeight / Math.ceil(hyperHeight / most));
  const columns = Math.ceil(hyperWidth / Math.ceil(hyperWidth / most));
  for (let top = 0; top < hyperHeight; top += rows) {
    for (let left = 0; left < hyperWidth; left += columns) {
      yield { top, left, height: Math.min(rows, hyperHeight - top), width: Math.min(columns, hyperWidth - left) };
    }
  }
}

/** A tile and as much around it within the image as a network looks, so that the result is that of the whole. */
export function withHalo(tile: Rectangle, halo: number, { hyperWidth, hyperHeight }: Geometry): Rectangle {
  const top = Math.max(0, tile.top - halo);
  const left = Math.max(0, tile.left - halo);
  return {
    top,
    left,
    height: Math.min(hyperHeight, tile.top + tile.height + halo) - top,
    width: Math.min(hyperWidth, tile.left + tile.width + halo) - left,
  };
}
