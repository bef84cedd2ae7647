import type { ModelFacts } from '../model-file';
import type { SynthesisNetwork } from '../synthesis-network';
import type { NetworkWeights } from './network-weights';
import { activation, type BufferName, type CellPosition, type FeatureMap, gridOf, TaskList } from './task-list';
import type { Area, Tile } from './tiles';
import { padded } from './weights';

// Order in which the positions (column, row) of every 2x2 cell are reconstructed: CONTEXT_STEPS of networks.py.
const contextSteps: readonly CellPosition[] = [[0, 0], [1, 1], [1, 0], [0, 1]];
const threads = 64;
const linearOutputs = 768;
const detailOutputs = 192;

/** Everything from the symbols of a tile to its pixels. `width` and `height`: of the pixels to paint. */
export function tileTasks(facts: ModelFacts, weights: NetworkWeights, tile: Tile, width: number, height: number): TaskList {
  const list = new TaskList(weights);
  list.reserve('residual', facts.latentChannels * tile.mean.width * tile.mean.height * 2);
  mean(list, facts, tile);
  synthesis(list, facts, tile, width, height);
  return list;
}

/** Bytes of the largest buffer for each latent of a tile. */
export function bytesPerLatent(facts: ModelFacts, network: SynthesisNetwork): number {
  const wide = 4 * padded(2 * network.width);
  return 4 * Math.max(wide, linearOutputs, 4 * detailOutputs, padded(facts.latentChannels) + padded(facts.meanWidth), padded(2 * facts.meanWidth));
}

/** Mean network and its context steps: hyper-latent and residual to the latents after the inverse gain. */
function mean(list: TaskList, facts: ModelFacts, tile: Tile): void {
  const { width, height } = tile.mean;
  const latents = padded(facts.latentChannels);
  const channels = padded(facts.meanWidth);
  const map = (buffer: BufferName, shrink: number, stride: number, start?: number): FeatureMap =>
    ({ buffer, width: width / shrink, height: height / shrink, stride, start });
  const hyperLatent = map('hyperLatent', 4, padded(facts.hyperChannels));
  const small = map('small', 2, channels);
  const context = map('context', 1, latents + channels);
  const features = { ...context, start: latents };
  const hidden = map('hidden', 1, channels);
  const means = map('mean', 2, latents);
  list.reserve('hyperLatent', hyperLatent.width * hyperLatent.height * hyperLatent.stride * 4);
  list.reserve('known', width * height * latents * 4);
  list.product('mean.enter', hyperLatent, small, { activation: activation.leaky });
  block(list, 'mean.near', small, channels);
  list.product('mean.widen', small, features, { activation: activation.leaky });
  block(list, 'mean.far', features, channels);
  list.product('mean.log_step', features, map('quantum', 1, latents), { activation: activation.exponential, limit: facts.logStepMax });
  list.product('mean.first', features, means, { at: contextSteps[0] });
  renew(list, facts, tile, contextSteps[0]);
  for (let turn = 0; turn < 3; turn++) {
    const at = contextSteps[turn + 1];
    const near = map('wide', 2, channels);
    list.product(`mean.steps.${turn}.enter`, context, hidden);
    list.depthwise(`mean.steps.${turn}.spatial`, hidden, near, { activations: activation.leaky, at });
    list.product(`mean.steps.${turn}.mix`, near, small, { activation: activation.leaky, addTo: { cell: hidden, at } });
    list.product(`mean.steps.${turn}.leave`, small, means);
    renew(list, facts, tile, at, `mean.steps.${turn}.linear`);
  }
}

/** Latents of one context step, from `mean`, the residual and what `linear` (3x3) makes of those known before. */
function renew(list: TaskList, facts: ModelFacts, { mean: grid, synthesis: inner }: Tile, at: CellPosition, linear?: string): void {
  const columns = padded(facts.latentChannels) / 4;
  const rows = grid.width * grid.height / 4;
  list.add({
    kernel: 'renew',
    bindings: { 1: 'weights', 5: 'residual', 6: 'mean', 7: 'quantum', 8: 'known', 9: 'context', 10: 'latent' },
    numbers: {
      ...(linear ? list.layerNumbers(linear) : {}),
      ...gridOf({ buffer: 'known', ...grid, stride: 0 }, at),
      depth: linear ? 1 : 0,
      rows,
      columns,
      factors: list.weights.inverseGain / 4,
      outputStride: columns + padded(facts.meanWidth) / 4,
      channels: facts.latentChannels,
      ...innerNumbers({ ...inner, left: inner.left - grid.left, top: inner.top - grid.top }),
    },
    groups: [Math.ceil(rows * columns / threads), 1],
  }, { buffer: 'latent', ...inner, stride: 4 * columns });
}

function synthesis(list: TaskList, facts: ModelFacts, { core, synthesis: grid }: Tile, width: number, height: number): void {
  const latents = padded(facts.latentChannels);
  const network = list.weights.synthesis;
  const channels = padded(network.width);
  const map = (buffer: BufferName, stride: number): FeatureMap => ({ buffer, width: grid.width, height: grid.height, stride });
  const fine = (buffer: BufferName, stride: number): FeatureMap =>
    ({ buffer, width: 2 * grid.width, height: 2 * grid.height, stride });
  const latent = map('latent', latents);
  const features = fine('features', channels);
  const met = map('features', latents); // once the blocks are through
  const linear = map('wide', linearOutputs);
  const detail = fine('hidden', detailOutputs);
  list.product(`${network.prefix}.enter`, latent, features);
  for (let number = 0; number < network.blocks; number++) {
    block(list, `${network.prefix}.blocks.${number}`, features, channels);
  }
  list.product(`${network.prefix}.leave`, features, detail);
  list.product('synthesis.overlap', latent, met, { channelsAround: padded(facts.overlapChannels), addTo: { row: latent } });
  list.product('synthesis.linear', met, linear);
  list.add({
    kernel: 'paint',
    bindings: { 11: linear.buffer, 12: detail.buffer, 13: 'pixels' },
    numbers: {
      width: grid.width,
      sourceStride: linearOutputs / 4,
      addendStride: detailOutputs / 4,
      ...innerNumbers({ left: 16 * (core.left - grid.left), top: 16 * (core.top - grid.top), width, height }),
    },
    groups: [Math.ceil(width / 32), Math.ceil(height / 2)],
  }, { buffer: 'pixels', width, height, stride: 1 });
}

/** Residual block, in place. */
function block(list: TaskList, name: string, x: FeatureMap, channels: number): void {
  const hidden: FeatureMap = { ...x, buffer: 'hidden', stride: channels, start: 0 };
  const near: FeatureMap = { ...hidden, buffer: 'wide' };
  const wide: FeatureMap = { ...near, stride: padded(2 * channels) };
  list.product(`${name}.spatial_in`, x, hidden, { activation: activation.leaky });
  list.depthwise(`${name}.spatial`, hidden, near);
  list.product(`${name}.spatial_out`, near, x, { addTo: 'output' });
  list.product(`${name}.channel_in`, x, wide, { activation: activation.leaky });
  list.product(`${name}.channel_out`, wide, x, { addTo: 'output' });
}

function innerNumbers(area: Area) {
  return { left: area.left, top: area.top, innerWidth: area.width, innerHeight: area.height };
}
