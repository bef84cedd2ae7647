import type { Geometry } from '../geometry';
import type { ModelFile } from '../model-file';
import type { Arena } from './arena';
import type { Kernels } from './kernels';
import { everyOutput, type IntegerWeights, integerWeights } from './integer-weights';
import { placeDepthwise, placeLayer, type PlacedLayer } from './layers';
import { type Rectangle, tilesOf, withHalo } from './tiles';

const positions = [0, 1, 2, 3]; // of a pixel shuffle by 2: dy * 2 + dx
const maxTile = 24; // positions of z a side, so that the features of a tile take some 20 MB at most
const halo = 1; // 3x3 at 1/16 and at 1/32
const latentPerHyper = 4;

/** The exact scale network: integers only, the same indices on every machine. */
export class ScaleNetwork {
  private readonly enter: PlacedLayer[];
  private readonly near: number;
  private readonly widen: PlacedLayer[];
  private readonly far: number;
  private readonly leave: PlacedLayer;
  private readonly enterBias: Int32Array;
  private readonly width: number;
  private quality = -1;

  constructor(
    private readonly model: ModelFile,
    private readonly kernels: Kernels,
    private readonly arena: Arena,
  ) {
    const { shifts, scaleWidth } = model.facts;
    this.width = scaleWidth;
    this.enterBias = model.integers('scale.enter.bias');
    const shuffled = (name: string, shift: number) => {
      const weights = this.weights(name);
      const bias = model.integers(`scale.${name}.bias`);
      return positions.map((p) => placeLayer(arena, everyOutput(weights, p, 4), bias.filter((_, i) => i % 4 === p), { shift }));
    };
    const depthwise = (name: string, shift: number) =>
      placeDepthwise(arena, Int16Array.from(model.integers(`scale.${name}.weight`)), model.integers(`scale.${name}.bias`), shift);
    this.enter = shuffled('enter', shifts[0]);
    this.near = depthwise('near', shifts[1]);
    this.widen = shuffled('widen', shifts[2]);
    this.far = depthwise('far', shifts[3]);
    this.leave = placeLayer(arena, this.weights('leave'), model.integers('scale.leave.bias'), { shift: shifts[4] });
  }

  /** z, int8 [Z, hyperHeight, hyperWidth], to the scale indices, uint8 [latentHeight, latentWidth, M]; both are addresses. */
  predict(hyperLatent: number, geometry: Geometry, quality: number, scaleIndex: number): void {
    this.setQuality(quality);
    const mark = this.arena.mark();
    for (const tile of tilesOf(geometry, maxTile)) {
      const around = withHalo(tile, halo, geometry);
      const x = this.features(hyperLatent, geometry, around);
      const columns = tile.width * latentPerHyper;
      for (let row = 0; row < tile.height * latentPerHyper; row++) {
        const from = (row + (tile.top - around.top) * latentPerHyper) * around.width + tile.left - around.left;
        const to = (row + tile.top * latentPerHyper) * geometry.hyperWidth + tile.left;
        const at = (position: number, bytes: number) => position * latentPerHyper * bytes;
        this.kernels.scaleIndices(
          this.leave.at, x + at(from, this.width * 2), columns, scaleIndex + at(to, this.model.facts.latentChannels),
        );
      }
      this.arena.reset(mark);
    }
  }

  /** Activations at 1/16, int16 [4 height, 4 width, S] of the tile. */
  private features(hyperLatent: number, geometry: Geometry, { top, left, height, width }: Rectangle): number {
    const { kernels, arena } = this;
    const { hyperChannels } = this.model.facts;
    const pixel = this.width * 2;
    const z = arena.allocate(height * width * hyperChannels * 2);
    kernels.loadHyperLatent(hyperLatent, geometry.hyperWidth, geometry.hyperHeight, top, left, height, width, hyperChannels, z);
    const map = (scale: number, border: number) => arena.allocate((scale * height + border) * (scale * width + border) * pixel);
    const stage = (layers: PlacedLayer[], depthwise: number, x: number, scale: number): number => {
      const bordered = map(2 * scale, 2);
      const out = map(2 * scale, 0);
      kernels.clearBorder(bordered, 2 * scale * width, 2 * scale * height, pixel, 1);
      positions.forEach((p) => kernels.expandIntegers(layers[p].at, x, scale * width, scale * height, 0, bordered, p >> 1, p & 1, true));
      kernels.depthwiseExact(depthwise, bordered, 2 * scale * width, 2 * scale * height, out);
      return out;
    };
    return stage(this.widen, this.far, stage(this.enter, this.near, z, 1), 2);
  }

  private setQuality(quality: number): void {
    if (quality === this.quality) {
      return;
    }
    this.quality = quality;
    const condition = this.model.rowOverQuality('scale.condition', quality);
    const bias = this.enterBias.map((value, i) => value + condition[i]);
    positions.forEach((p) => this.arena.write(this.enter[p].bias, bias.filter((_, i) => i % 4 === p)));
    this.arena.write(this.leave.offset, this.model.rowOverQuality('scale.offset', quality));
  }

  private weights(name: string): IntegerWeights {
    return integerWeights(this.model, `scale.${name}.weight`);
  }
}
