import type { Geometry } from '../geometry';

/** A rectangle of the latent grid (1/16), in positions. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** One piece of a picture: what it shows, and what the networks must see around that for the same result as in one piece. */
export interface Tile {
  readonly core: Area;
  /** Aligned to hyper-latents. */
  readonly mean: Area;
  readonly synthesis: Area;
}

const perHyper = 4;
// Reach of the mean network in latents. Of the context steps 5: each looks 2 to each side, but at positions of other steps, and
// between columns that is 1, 2, 2 at most; of the block at 1/16 1; of the block at 1/32 one position, which lies up to 3 away.
const meanReach = 5 + 1 + 3;

/**
 * Cuts a picture into tiles whose mean network has at most `maxPositions` latents, so that at most so many lie in GPU memory; as
 * few as it can, for what lies around a tile is computed twice.
 */
export function tilesOf(geometry: Geometry, synthesisBlocks: number, maxPositions: number): Tile[] {
  const synthesisHalo = Math.max(1, Math.ceil(synthesisBlocks / 2));
  const meanHalo = aligned(synthesisHalo + meanReach);
  const columnsAt = cuts(geometry.codedWidth, geometry.latentWidth, meanHalo);
  const rowsAt = cuts(geometry.codedHeight, geometry.latentHeight, meanHalo);
  const { columns, rows } = fewest(columnsAt, rowsAt, maxPositions);
  const tiles: Tile[] = [];
  for (let top = 0; top < geometry.codedHeight; top += rows.core) {
    for (let left = 0; left < geometry.codedWidth; left += columns.core) {
      const core = {
        left,
        top,
        width: Math.min(columns.core, geometry.codedWidth - left),
        height: Math.min(rows.core, geometry.codedHeight - top),
      };
      tiles.push({ core, mean: around(core, meanHalo, geometry, perHyper), synthesis: around(core, synthesisHalo, geometry, 1) });
    }
  }
  return tiles;
}

/** One way of cutting a side: the length of a core, the longest side with its halo, and all of them together. */
interface Cut {
  readonly core: number;
  readonly longest: number;
  readonly total: number;
}

function cuts(coded: number, whole: number, halo: number): Cut[] {
  const found: Cut[] = [{ core: aligned(coded), longest: whole, total: whole }];
  for (let core = found[0].core - perHyper; core >= perHyper; core -= perHyper) {
    const count = Math.ceil(coded / core);
    const longest = Math.min(whole, core + (count > 2 ? 2 : 1) * halo);
    if (longest < found[found.length - 1].longest) {
      found.push({ core, longest, total: count * longest });
    }
  }
  return found;
}

/** The pair of cuts that computes least among those that fit; the smallest tiles where none does. */
function fewest(columnsAt: Cut[], rowsAt: Cut[], maxPositions: number): { columns: Cut; rows: Cut } {
  let best = { columns: columnsAt[columnsAt.length - 1], rows: rowsAt[rowsAt.length - 1] };
  let least = Infinity;
  for (const columns of columnsAt) {
    for (const rows of rowsAt) {
      const total = columns.total * rows.total;
      if (columns.longest * rows.longest <= maxPositions && total < least) {
        [best, least] = [{ columns, rows }, total];
      }
    }
  }
  return best;
}

function around(core: Area, halo: number, geometry: Geometry, alignment: number): Area {
  const left = Math.max(0, core.left - halo);
  const top = Math.max(0, core.top - halo);
  const right = Math.min(geometry.latentWidth, aligned(core.left + core.width + halo, alignment));
  const bottom = Math.min(geometry.latentHeight, aligned(core.top + core.height + halo, alignment));
  return { left, top, width: right - left, height: bottom - top };
}

function aligned(latents: number, alignment = perHyper): number {
  return Math.ceil(latents / alignment) * alignment;
}
