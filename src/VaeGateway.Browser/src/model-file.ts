type TensorType = 'int8' | 'uint8' | 'int16' | 'uint16' | 'int32' | 'float16' | 'float32';

interface TensorEntry {
  readonly name: string;
  readonly type: TensorType;
  readonly shape: readonly number[];
  /** The tensor stands for its integers times this. */
  readonly step?: number;
  /** … and times an entry of this tensor: of L entries, element i along `axis` (of N) takes entry floor(i * L / N). */
  readonly scales?: string;
  readonly axis?: 0 | 1;
}

/** The facts in the header of decoder.bin. */
export interface ModelFacts {
  readonly id: string;
  /** SHA-256 of the model, hexadecimal; containers carry its first four bytes. */
  readonly sha256: string;
  /** M, channels of y. */
  readonly latentChannels: number;
  /** Z, channels of z. */
  readonly hyperChannels: number;
  /** W, channels of the synthesis at 1/8. */
  readonly width: number;
  /** A, channels of the mean network at 1/16. */
  readonly meanWidth: number;
  /** S, channels of the scale network at 1/16. */
  readonly scaleWidth: number;
  readonly synthesisBlocks: number;
  /** Size of the light synthesis network, whose tensors' names begin with "light."; absent: the file has none. */
  readonly light?: { readonly width: number; readonly blocks: number };
  readonly overlapChannels: number;
  readonly logStepMax: number;
  /** The scale network's shifts, layer by layer. */
  readonly shifts: readonly number[];
}


const byteLengths: Record<TensorType, number> = { int8: 1, uint8: 1, int16: 2, uint16: 2, int32: 4, float16: 2, float32: 4 };
const magic = 0x31444756; // "VGD1", little-endian
const qualities = 64;

/** decoder.bin: the decoder side of a model. Its layout and arithmetic are in models/training (decoder_file.py). */
export class ModelFile {
  readonly facts: ModelFacts;
  private readonly tensors = new Map<string, { entry: TensorEntry; offset: number; length: number }>();
  private readonly view: DataView;

  /** Reads the header. Throws an Error where the file is not a model or is cut short. */
  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const headerLength = bytes.length >= 8 && this.view.getUint32(0, true) === magic ? this.view.getUint32(4, true) : Infinity;
    if (8 + headerLength > bytes.length) {
      throw new Error('The model file does not begin with "VGD1" and a header.');
    }
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + headerLength))) as ModelFacts & { tensors: TensorEntry[] };
    this.facts = header;
    let offset = 8 + headerLength;
    for (const entry of header.tensors) {
      const length = entry.shape.reduce((product, side) => product * side, 1);
      this.tensors.set(entry.name, { entry, offset, length });
      offset += length * byteLengths[entry.type];
    }
    if (offset > bytes.length) {
      throw new Error(`The model file ends after ${bytes.length} of ${offset} bytes.`);
    }
  }

  /** The fingerprint that containers of this model carry. */
  get fingerprint(): number {
    return Number.parseInt(this.facts.sha256.slice(0, 8), 16);
  }

  shape(name: string): readonly number[] {
    return this.find(name).entry.shape;
  }

  has(name: string): boolean {
    return this.tensors.has(name);
  }

  /** A tensor's values, row-major, integers times their step and scales. */
  float(name: string): Float32Array<ArrayBuffer> {
    const { entry, offset, length } = this.find(name);
    const step = entry.step ?? 1;
    const read = this.reader(entry.type);
    const width = byteLengths[entry.type];
    const values = new Float32Array(length);
    for (let i = 0; i < length; i++) {
      values[i] = read(offset + i * width) * step;
    }
    return entry.scales ? scaled(values, entry.shape, this.float(entry.scales), entry.axis ?? 1) : values;
  }

  /** An integer tensor's integers, row-major, without its step. */
  integers(name: string): Int32Array<ArrayBuffer> {
    const { entry, offset, length } = this.find(name);
    const read = this.reader(entry.type);
    const width = byteLengths[entry.type];
    const values = new Int32Array(length);
    for (let i = 0; i < length; i++) {
      values[i] = read(offset + i * width);
    }
    return values;
  }

  /** What the integers of a tensor are multiples of; null where there is no one such number. */
  step(name: string): number | null {
    const { entry } = this.find(name);
    return entry.type.startsWith('float') || entry.scales ? null : (entry.step ?? 1);
  }

  /** What an integer tensor is made of: its integers, times the step, times an entry of `scales` (see TensorEntry); null where it is floats. */
  parts(name: string): { integers: Int32Array; step: number; scales: Float32Array; axis: 0 | 1 } | null {
    const { entry } = this.find(name);
    if (entry.type.startsWith('float')) {
      return null;
    }
    const scales = entry.scales ? this.float(entry.scales) : Float32Array.of(1);
    return { integers: this.integers(name), step: entry.step ?? 1, scales, axis: entry.axis ?? 1 };
  }

  /** The row of a `.first`/`.change` table at a quality. */
  rowOverQuality(name: string, quality: number): Int32Array<ArrayBuffer> {
    const row = this.integers(`${name}.first`);
    const change = this.integers(`${name}.change`);
    for (let q = 0; q < quality; q++) {
      for (let i = 0; i < row.length; i++) {
        row[i] += change[q * row.length + i];
      }
    }
    return row;
  }

  /** The row of an `.anchors` table at a quality, linearly interpolated. */
  interpolated(name: string, quality: number): Float32Array<ArrayBuffer> {
    const anchors = this.float(`${name}.anchors`);
    const [count, channels] = this.shape(`${name}.anchors`);
    const position = (quality * (count - 1)) / (qualities - 1);
    const below = Math.min(Math.floor(position), count - 2);
    const weight = position - below;
    const row = new Float32Array(channels);
    for (let i = 0; i < channels; i++) {
      const low = anchors[below * channels + i];
      row[i] = low + (anchors[(below + 1) * channels + i] - low) * weight;
    }
    return row;
  }

  private find(name: string) {
    const tensor = this.tensors.get(name);
    if (!tensor) {
      throw new Error(`The model file has no tensor "${name}".`);
    }
    return tensor;
  }

  private reader(type: TensorType): (offset: number) => number {
    const view = this.view;
    switch (type) {
      case 'int8': return (offset) => view.getInt8(offset);
      case 'uint8': return (offset) => this.bytes[offset];
      case 'int16': return (offset) => view.getInt16(offset, true);
      case 'uint16': return (offset) => view.getUint16(offset, true);
      case 'int32': return (offset) => view.getInt32(offset, true);
      case 'float16': return (offset) => float16(view.getUint16(offset, true));
      case 'float32': return (offset) => view.getFloat32(offset, true);
    }
  }
}

function scaled(values: Float32Array<ArrayBuffer>, [rows, columns]: readonly number[], scales: Float32Array, axis: 0 | 1) {
  const perScale = (axis === 0 ? rows : columns) / scales.length;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      values[row * columns + column] *= scales[Math.floor((axis === 0 ? row : column) / perScale)];
    }
  }
  return values;
}

function float16(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) {
    return fraction ? NaN : sign * Infinity;
  }
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25);
}
