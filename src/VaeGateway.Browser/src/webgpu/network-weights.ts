import type { ModelFile } from '../model-file';
import type { SynthesisNetwork } from '../synthesis-network';
import { columnOf, padded, Weights } from './weights';

const blockProducts = ['spatial_in', 'spatial_out', 'channel_in', 'channel_out'];

/** The weights of the mean network and of one synthesis network, and what changes of them with the quality. */
export class NetworkWeights {
  /** Offset of the inverse gain's row in floats. */
  readonly inverseGain: number;
  private readonly weights: Weights;

  constructor(private readonly model: ModelFile, readonly synthesis: SynthesisNetwork) {
    const { latentChannels, overlapChannels } = model.facts;
    const weights = (this.weights = new Weights(model));
    const latents = padded(latentChannels);
    weights.addProduct('mean.enter', { shuffled: true });
    this.addBlock('mean.near');
    weights.addProduct('mean.widen', { shuffled: true });
    this.addBlock('mean.far');
    weights.addProduct('mean.first');
    weights.addProduct('mean.log_step');
    const context = {
      inputs: latents + padded(model.facts.meanWidth),
      inputAt: (input: number) => (input < latentChannels ? input : input - latentChannels + latents),
    };
    for (let turn = 0; turn < 3; turn++) {
      weights.addProduct(`mean.steps.${turn}.enter`, context);
      weights.addDepthwise(`mean.steps.${turn}.spatial`);
      weights.addProduct(`mean.steps.${turn}.mix`);
      weights.addProduct(`mean.steps.${turn}.leave`);
      weights.addDepthwise(`mean.steps.${turn}.linear`);
    }
    this.inverseGain = weights.addRow(latents);
    const strongest = padded(overlapChannels);
    weights.addProduct('synthesis.overlap', {
      inputs: 9 * strongest,
      inputAt: (input) => (input % 9) * strongest + Math.floor(input / 9),
    });
    weights.addProduct(`${synthesis.prefix}.enter`, { shuffled: true });
    for (let block = 0; block < synthesis.blocks; block++) {
      this.addBlock(`${synthesis.prefix}.blocks.${block}`);
    }
    weights.addProduct(`${synthesis.prefix}.leave`);
    weights.addProduct('synthesis.linear');
  }

  layer(name: string) {
    return this.weights.layer(name);
  }

  values() {
    return this.weights.values();
  }

  /**
   * The rows that depend on the quality, with their offsets in floats: the modulation x * (1 + scale) + shift folded into
   * factor and bias of the layer before it, and the inverse gain.
   */
  rowsAt(quality: number): { offset: number; values: Float32Array<ArrayBuffer> }[] {
    const gain = this.model.interpolated('synthesis.inverse_gain', quality).map(Math.exp);
    const gains = new Float32Array(padded(gain.length));
    gains.set(gain);
    return [
      // The mean network's modulation comes before the shuffle, the synthesis' after it.
      ...this.modulation('mean', quality, (output) => output),
      ...this.modulation(this.synthesis.prefix, quality, (output) => Math.floor(output / 4)),
      { offset: this.inverseGain, values: gains },
    ];
  }

  private modulation(network: string, quality: number, channelOf: (output: number) => number) {
    const layer = this.layer(`${network}.enter`);
    const scale = this.model.interpolated(`${network}.condition_scale`, quality);
    const shift = this.model.interpolated(`${network}.condition_shift`, quality);
    const bias = this.model.float(`${network}.enter.bias`);
    const factors = new Float32Array(layer.outputs);
    const biases = new Float32Array(layer.outputs);
    for (let output = 0; output < bias.length; output++) {
      const column = columnOf(output, layer.shuffled);
      const channel = channelOf(output);
      factors[column] = 1 + scale[channel];
      biases[column] = bias[output] * factors[column] + shift[channel];
    }
    return [{ offset: layer.factors, values: factors }, { offset: layer.biases, values: biases }];
  }

  private addBlock(name: string): void {
    for (const part of blockProducts) {
      this.weights.addProduct(`${name}.${part}`);
    }
    this.weights.addDepthwise(`${name}.spatial`);
  }
}
