import type { NetworkWeights } from './network-weights';

export type Kernel = 'product' | 'depthwise' | 'renew' | 'paint';

/** Buffers of a picture; those whose lives do not meet share one. */
export type BufferName =
  | 'residual' | 'hyperLatent' | 'small' | 'context' | 'known' | 'quantum' | 'mean' | 'latent'
  | 'features' | 'hidden' | 'wide' | 'pixels';

/** The fields of `Layer` in kernels.wgsl, in order. */
export const layerFields = [
  'width', 'height', 'cellX', 'cellY', 'rows', 'columns', 'depth', 'placement', 'weights', 'factors', 'biases', 'activation',
  'sourceStride', 'sourceStart', 'outputStride', 'outputStart', 'addendStride', 'addend', 'shuffled', 'sourceActivation', 'limit',
  'channels', 'left', 'top', 'innerWidth', 'innerHeight',
] as const;

export type LayerNumbers = Partial<Record<(typeof layerFields)[number], number>>;

/** A dispatch: kernel, buffers by binding, numbers and workgroups. */
export interface Task {
  readonly kernel: Kernel;
  readonly bindings: Readonly<Record<number, BufferName | 'weights'>>;
  readonly numbers: LayerNumbers;
  readonly groups: readonly [number, number];
}

/** A feature map [height * width, stride] in a buffer, from channel `start` of each position on. */
export interface FeatureMap {
  readonly buffer: BufferName;
  readonly width: number;
  readonly height: number;
  readonly stride: number;
  readonly start?: number;
}

/** One position of every 2x2 cell: column, row. */
export type CellPosition = readonly [number, number];

export const activation = { linear: 0, leaky: 1, exponential: 2 };
const placement = { everyPosition: 0, oneOfCell: 1, neighbourhood: 2 };
const addend = { nothing: 0, output: 1, row: 2, cell: 3 };
const productRows = 32;
const productColumns = 64;
const threads = 64;

interface ProductOptions {
  readonly activation?: number;
  readonly limit?: number;
  /** Adds to what the output holds, or the same row of another map, or its row at the cell's position. */
  readonly addTo?: 'output' | { readonly row: FeatureMap } | { readonly cell: FeatureMap; readonly at: CellPosition };
  /** Only one position of every cell of the source. */
  readonly at?: CellPosition;
  /** Sums over the 3x3 positions around and so many channels of each. */
  readonly channelsAround?: number;
}

/** Writes down what a picture takes: tasks in order, and bytes of each buffer. */
export class TaskList {
  readonly tasks: Task[] = [];
  readonly byteLengths = new Map<BufferName, number>();

  constructor(readonly weights: NetworkWeights) {}

  /** 1x1 convolution. */
  product(name: string, source: FeatureMap, output: FeatureMap, options: ProductOptions = {}): void {
    const layer = this.weights.layer(name);
    const { addTo } = options;
    const other = typeof addTo === 'object' ? ('row' in addTo ? addTo.row : addTo.cell) : undefined;
    const cell = options.at ?? (typeof addTo === 'object' && 'cell' in addTo ? addTo.at : undefined);
    const rows = output.width * output.height / (layer.shuffled ? 4 : 1);
    this.add({
      kernel: 'product',
      bindings: { 1: 'weights', 2: source.buffer, 3: output.buffer, 4: other?.buffer ?? 'weights' },
      numbers: {
        ...this.layerNumbers(name),
        // The grid is that of the cells wherever there are some.
        ...gridOf(cell && other ? other : source, cell),
        ...mapNumbers(source, output),
        rows,
        depth: layer.inputs,
        placement: options.at ? placement.oneOfCell : options.channelsAround ? placement.neighbourhood : placement.everyPosition,
        channels: (options.channelsAround ?? 0) / 4,
        activation: options.activation,
        limit: options.limit,
        addend: addTo === 'output' ? addend.output : !other ? addend.nothing : cell ? addend.cell : addend.row,
        addendStride: (other?.stride ?? 0) / 4,
        shuffled: layer.shuffled / 4,
      },
      groups: [Math.ceil(rows / productRows), Math.ceil(layer.outputs / productColumns)],
    }, output);
  }

  /** Depthwise convolution; `at`: only at one position of every cell. */
  depthwise(name: string, source: FeatureMap, output: FeatureMap, options: { activations?: number; at?: CellPosition } = {}): void {
    const layer = this.weights.layer(name);
    const rows = output.width * output.height;
    this.add({
      kernel: 'depthwise',
      bindings: { 1: 'weights', 2: source.buffer, 3: output.buffer },
      numbers: {
        ...this.layerNumbers(name),
        ...gridOf(source, options.at),
        ...mapNumbers(source, output),
        rows,
        depth: (Math.sqrt(layer.inputs) - 1) / 2,
        placement: options.at ? placement.oneOfCell : placement.everyPosition,
        activation: options.activations,
        sourceActivation: options.activations,
      },
      groups: [Math.ceil(rows * layer.outputs / 4 / threads), 1],
    }, output);
  }

  /** Adds a task that writes a map. */
  add(task: Task, output: FeatureMap): void {
    this.reserve(output.buffer, output.width * output.height * output.stride * 4);
    this.tasks.push(task);
  }

  reserve(buffer: BufferName, bytes: number): void {
    this.byteLengths.set(buffer, Math.max(bytes, this.byteLengths.get(buffer) ?? 0));
  }

  /** Offsets and columns of a layer, in vec4. */
  layerNumbers(name: string): LayerNumbers {
    const layer = this.weights.layer(name);
    return { weights: layer.weights / 4, factors: layer.factors / 4, biases: layer.biases / 4, columns: layer.outputs / 4 };
  }
}

export function gridOf(map: FeatureMap, cell: CellPosition = [0, 0]): LayerNumbers {
  return { width: map.width, height: map.height, cellX: cell[0], cellY: cell[1] };
}

function mapNumbers(source: FeatureMap, output: FeatureMap): LayerNumbers {
  return {
    sourceStride: source.stride / 4,
    sourceStart: (source.start ?? 0) / 4,
    outputStride: output.stride / 4,
    outputStart: (output.start ?? 0) / 4,
  };
}
