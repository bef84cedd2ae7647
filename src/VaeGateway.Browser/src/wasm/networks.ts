import type { ModelFile } from '../model-file';
import type { SynthesisNetwork } from '../synthesis-network';
import type { Arena } from './arena';
import { coarseWeights } from './coarse-weights';
import { everyOutput, type IntegerWeights, integerWeights, pickInputs } from './integer-weights';
import { placeDepthwise, placeLayer, type PlacedLayer } from './layers';

/** Positions of a pixel shuffle by 2: dy * 2 + dx. */
export const shufflePositions = [0, 1, 2, 3];

const overlapTaps = 9;

/** A layer in front of a pixel shuffle, position by position, whose outputs the quality scales and shifts. */
interface ModulatedLayer {
  readonly layers: PlacedLayer[];
  readonly bias: Float32Array;
  /** Whether the quality's row is of the outputs before the shuffle (else of the channels after it). */
  readonly before: boolean;
}

/** The weights of the mean network and of one synthesis network in WebAssembly memory. */
export class Networks {
  readonly meanEnter: ModulatedLayer;
  readonly near: number;
  readonly widen: PlacedLayer[];
  readonly far: number;
  readonly first: number;
  readonly steps: number[];
  readonly logStep: number;
  readonly overlap: number;
  readonly synthesisEnter: ModulatedLayer;
  readonly blocks: number[];
  readonly leave: number;
  readonly linear: number;
  readonly gain: number;
  private quality = -1;

  constructor(
    private readonly model: ModelFile,
    private readonly synthesis: SynthesisNetwork,
    private readonly arena: Arena,
    private readonly options: { readonly coarse: boolean; readonly bytes: boolean },
  ) {
    const { latentChannels, overlapChannels } = model.facts;
    this.meanEnter = this.modulated('mean.enter', true);
    this.near = this.block('mean.near');
    this.widen = this.shuffled('mean.widen');
    this.far = this.block('mean.far');
    const contexts = [0, 1, 2].map((turn) => this.contextWeights(`mean.steps.${turn}`));
    const first = this.weights('mean.first');
    // One set of integers of the features, and one of the latents, serves all of these layers.
    const featureLimit = Math.min(first.limit, ...contexts.map((context) => context.fromFeatures.limit));
    const latentLimit = Math.min(...contexts.map((context) => context.fromLatent.limit));
    this.first = placeLayer(arena, first, model.float('mean.first.bias'), { limit: featureLimit }).at;
    this.steps = contexts.map((context, turn) => this.contextStep(`mean.steps.${turn}`, context, featureLimit, latentLimit));
    this.logStep = arena.put(concatenated(model.float('mean.log_step.weight'), model.float('mean.log_step.bias')));
    const overlap = pickInputs(
      this.weights('synthesis.overlap'), overlapTaps * overlapChannels, (k) => (k % overlapChannels) * overlapTaps + Math.floor(k / overlapChannels),
    );
    this.overlap = placeLayer(arena, overlap, new Float32Array(latentChannels)).at;
    this.synthesisEnter = this.modulated(`${synthesis.prefix}.enter`, false);
    this.blocks = Array.from({ length: synthesis.blocks }, (_, number) => this.block(`${synthesis.prefix}.blocks.${number}`, true));
    this.leave = this.layer(`${synthesis.prefix}.leave`).at;
    const linear = this.weights('synthesis.linear');
    this.linear = placeLayer(arena, linear, new Float32Array(linear.outputs)).at;
    this.gain = arena.allocate(4 * latentChannels);
  }

  /** Folds the quality's modulation and gain in. */
  setQuality(quality: number): void {
    if (quality === this.quality) {
      return;
    }
    this.quality = quality;
    this.modulate(this.meanEnter, 'mean');
    this.modulate(this.synthesisEnter, this.synthesis.prefix);
    this.arena.write(this.gain, this.model.interpolated('synthesis.inverse_gain', quality).map(Math.exp));
  }

  private modulate({ layers, bias, before }: ModulatedLayer, network: string): void {
    const scale = this.model.interpolated(`${network}.condition_scale`, this.quality);
    const shift = this.model.interpolated(`${network}.condition_shift`, this.quality);
    layers.forEach(({ unit, scale: scaleAt, bias: biasAt }, position) => {
      const row = (channel: number) => (before ? 4 * channel + position : channel);
      this.arena.write(scaleAt, unit.map((value, c) => value * (1 + scale[row(c)])));
      this.arena.write(biasAt, unit.map((_, c) => bias[4 * c + position] * (1 + scale[row(c)]) + shift[row(c)]));
    });
  }

  private weights(name: string): IntegerWeights {
    return integerWeights(this.model, `${name}.weight`);
  }

  private layer(name: string, mayBeCoarse = false): PlacedLayer {
    const coarse = mayBeCoarse && this.options.coarse ? coarseWeights(this.model, `${name}.weight`) : null;
    return placeLayer(this.arena, coarse ?? this.weights(name), this.model.float(`${name}.bias`), { bytes: this.options.bytes });
  }

  private shuffled(name: string): PlacedLayer[] {
    const weights = this.weights(name);
    const bias = this.model.float(`${name}.bias`);
    return shufflePositions.map((p) => placeLayer(this.arena, everyOutput(weights, p, 4), bias.filter((_, i) => i % 4 === p)));
  }

  private modulated(name: string, before: boolean): ModulatedLayer {
    return { layers: this.shuffled(name), bias: this.model.float(`${name}.bias`), before };
  }

  private depthwise(name: string): number {
    return placeDepthwise(this.arena, this.model.float(`${name}.weight`), this.model.float(`${name}.bias`));
  }

  private block(name: string, mayBeCoarse = false): number {
    return this.arena.put(Int32Array.of(
      this.layer(`${name}.spatial_in`, mayBeCoarse).at,
      this.depthwise(`${name}.spatial`),
      this.layer(`${name}.spatial_out`, mayBeCoarse).at,
      this.layer(`${name}.channel_in`, mayBeCoarse).at,
      this.layer(`${name}.channel_out`, mayBeCoarse).at,
    ));
  }

  private contextWeights(name: string) {
    const { latentChannels, meanWidth } = this.model.facts;
    const enter = this.weights(`${name}.enter`);
    return {
      fromLatent: pickInputs(enter, latentChannels, (k) => k),
      fromFeatures: pickInputs(enter, meanWidth, (k) => latentChannels + k),
    };
  }

  private contextStep(
    name: string, { fromLatent, fromFeatures }: { fromLatent: IntegerWeights; fromFeatures: IntegerWeights }, featureLimit: number, latentLimit: number,
  ): number {
    const bias = this.model.float(`${name}.enter.bias`);
    return this.arena.put(Int32Array.of(
      placeLayer(this.arena, fromLatent, new Float32Array(bias.length), { limit: latentLimit }).at,
      placeLayer(this.arena, fromFeatures, bias, { limit: featureLimit }).at,
      this.depthwise(`${name}.spatial`),
      this.layer(`${name}.mix`).at,
      this.layer(`${name}.leave`).at,
      this.depthwise(`${name}.linear`),
    ));
  }
}

function concatenated(a: Float32Array, b: Float32Array): Float32Array {
  const all = new Float32Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
}
