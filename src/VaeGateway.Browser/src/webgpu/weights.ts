import type { ModelFile } from '../model-file';

/** Channels of one tile of a product (DEPTH in kernels.wgsl): every channel count is padded to a multiple. */
export const tileDepth = 16;

/** Where the numbers of one layer begin in the weight buffer, in floats, and its padded sizes. */
export interface Layer {
  /** [inputs, outputs], or [taps, outputs] of a depthwise layer. */
  readonly weights: number;
  /** [outputs], then as many biases. */
  readonly factors: number;
  readonly biases: number;
  readonly inputs: number;
  readonly outputs: number;
  /** Outputs of each of the four sub-positions where the output is shuffled by 2, else 0. */
  readonly shuffled: number;
}

/** What is particular about the order of a layer's channels. */
export interface ChannelOrder {
  /** The outputs are pixel-shuffled by 2. */
  readonly shuffled?: boolean;
  /** Padded inputs, and where each input goes among them; absent: as they are. */
  readonly inputs?: number;
  readonly inputAt?: (input: number) => number;
}

export function padded(channels: number): number {
  return Math.ceil(channels / tileDepth) * tileDepth;
}

/** Arranges the float layers of a model for the kernels, one after another in one buffer. */
export class Weights {
  private readonly layers = new Map<string, Layer>();
  private readonly parts: { offset: number; values: Float32Array<ArrayBuffer> }[] = [];
  private length = 0;

  constructor(private readonly model: ModelFile) {}

  layer(name: string): Layer {
    const layer = this.layers.get(name);
    if (!layer) {
      throw new Error(`No layer "${name}" was arranged.`);
    }
    return layer;
  }

  /** Adds a 1x1 convolution, transposed. */
  addProduct(name: string, order: ChannelOrder = {}): void {
    const [outputs, inputs] = this.model.shape(`${name}.weight`);
    const source = this.model.float(`${name}.weight`);
    const depth = order.inputs ?? padded(inputs);
    const shuffled = order.shuffled ? padded(outputs / 4) : 0;
    const columns = order.shuffled ? 4 * shuffled : padded(outputs);
    const values = new Float32Array(depth * columns);
    for (let output = 0; output < outputs; output++) {
      const column = columnOf(output, shuffled);
      for (let input = 0; input < inputs; input++) {
        values[(order.inputAt?.(input) ?? input) * columns + column] = source[output * inputs + input];
      }
    }
    this.add(name, values, depth, columns, shuffled);
  }

  /** Adds a depthwise convolution: a row for each tap. */
  addDepthwise(name: string): void {
    const [channels, taps] = this.model.shape(`${name}.weight`);
    const source = this.model.float(`${name}.weight`);
    const columns = padded(channels);
    const values = new Float32Array(taps * columns);
    for (let channel = 0; channel < channels; channel++) {
      for (let tap = 0; tap < taps; tap++) {
        values[tap * columns + channel] = source[channel * taps + tap];
      }
    }
    this.add(name, values, taps, columns, 0);
  }

  /** Adds room for a row that depends on the quality. Returns its offset in floats. */
  addRow(length: number): number {
    return this.append(new Float32Array(length));
  }

  /** All that was added. */
  values(): Float32Array<ArrayBuffer> {
    const all = new Float32Array(this.length);
    for (const { offset, values } of this.parts) {
      all.set(values, offset);
    }
    return all;
  }

  private add(name: string, values: Float32Array<ArrayBuffer>, inputs: number, outputs: number, shuffled: number): void {
    const weights = this.append(values);
    const factors = this.append(new Float32Array(outputs).fill(1));
    const rows = new Float32Array(outputs);
    if (this.model.has(`${name}.bias`)) {
      this.model.float(`${name}.bias`).forEach((bias, output) => (rows[columnOf(output, shuffled)] = bias));
    }
    this.layers.set(name, { weights, factors, biases: this.append(rows), inputs, outputs, shuffled });
  }

  private append(values: Float32Array<ArrayBuffer>): number {
    const offset = this.length;
    this.parts.push({ offset, values });
    this.length += values.length;
    return offset;
  }
}

/** The column of an output: PyTorch's pixel_shuffle takes sub-positions from neighbouring channels, the kernels from blocks. */
export function columnOf(output: number, shuffled: number): number {
  return shuffled === 0 ? output : (output % 4) * shuffled + Math.floor(output / 4);
}
