import { type ContainerHeader, findChunks, firstChannel } from '../container';
import type { Geometry } from '../geometry';
import { InvalidLatentError } from '../invalid-latent-error';
import type { ModelFile } from '../model-file';
import type { Symbols } from '../symbols';
import { Arena } from './arena';
import { instantiateKernels, type Kernels } from './kernels';
import { ScaleNetwork } from './scale-network';

const levels = 64;

type CreateScales = (model: ModelFile, kernels: Kernels, arena: Arena) => ScalePredictor;

const createScaleNetwork: CreateScales = (model, kernels, arena) => new ScaleNetwork(model, kernels, arena);

// An image that takes more than this leaves its memory behind.
const keptBytes = 64 << 20;

/** Gives every residual's scale index; see ScaleNetwork, which does so for real. */
export interface ScalePredictor {
  /** z, int8 [Z, hyperHeight, hyperWidth], to the scale indices, uint8 [latentHeight, latentWidth, M]; both are addresses. */
  predict(hyperLatent: number, geometry: Geometry, quality: number, scaleIndex: number): void;
}

/** Container to symbols: entropy decoder and scale network. */
export class SymbolDecoder {
  private readonly arena: Arena;
  private readonly scales: ScalePredictor;
  private readonly tables: number;
  private readonly hyperScaleIndex: number;
  private readonly base: number;

  private constructor(
    private readonly model: ModelFile,
    private readonly kernels: Kernels,
    createScales: CreateScales,
  ) {
    this.arena = new Arena(kernels.memory);
    this.scales = createScales(model, kernels, this.arena);
    this.tables = this.placeTables();
    this.hyperScaleIndex = this.arena.put(Uint8Array.from(model.integers('hyper_scale_index')));
    this.base = this.arena.mark();
  }

  static async create(model: ModelFile, createScales: CreateScales = createScaleNetwork): Promise<SymbolDecoder> {
    const { kernels } = await instantiateKernels();
    return new SymbolDecoder(model, kernels, createScales);
  }

  /** Whether the last image was large, so that a fresh decoder is better than this one's memory. */
  get isSpent(): boolean {
    return this.arena.memory.buffer.byteLength > keptBytes;
  }

  /** Throws InvalidLatentError where the z chunk is cut off or damaged. */
  decode(container: Uint8Array, header: ContainerHeader): { symbols: Symbols; complete: boolean } {
    this.arena.reset(this.base);
    const { geometry, quality } = header;
    const { hyperChannels, latentChannels } = this.model.facts;
    const [hyperChunk, ...chunks] = findChunks(container, header);
    const hyperLatent = this.decodeHyperLatent(hyperChunk, header);
    const count = latentChannels * geometry.latentHeight * geometry.latentWidth;
    let residual: Int16Array = new Int16Array(count);
    let complete = chunks.every((chunk) => chunk !== null);
    if (chunks.some((chunk) => chunk !== null)) {
      const scaleIndex = this.arena.allocate(count);
      this.scales.predict(hyperLatent, geometry, quality, scaleIndex);
      const residualAt = this.arena.allocate(2 * count);
      new Uint8Array(this.arena.memory.buffer, residualAt, 2 * count).fill(0);
      chunks.forEach((chunk, number) => {
        if (chunk && !this.decodeChunk(chunk, number, header, scaleIndex, residualAt)) {
          complete = false;
        }
      });
      residual = new Int16Array(this.arena.memory.buffer, residualAt, count).slice();
    }
    const z = new Int8Array(this.arena.memory.buffer, hyperLatent, hyperChannels * geometry.hyperHeight * geometry.hyperWidth).slice();
    return { symbols: { geometry, quality, hyperLatent: z, residual }, complete };
  }

  /** The scale index of every residual, uint8 [latentHeight, latentWidth, M]. For tests of exactness. */
  predictScales({ geometry, quality, hyperLatent }: Omit<Symbols, 'residual'>): Uint8Array {
    this.arena.reset(this.base);
    const count = this.model.facts.latentChannels * geometry.latentHeight * geometry.latentWidth;
    const z = this.arena.put(hyperLatent);
    const scaleIndex = this.arena.allocate(count);
    this.scales.predict(z, geometry, quality, scaleIndex);
    return new Uint8Array(this.arena.memory.buffer, scaleIndex, count).slice();
  }

  private decodeHyperLatent(chunk: Uint8Array | null, { geometry, quality, chunksOffset }: ContainerHeader): number {
    if (!chunk) {
      throw new InvalidLatentError('the hyper-latent is cut off or its checksum does not match.', chunksOffset);
    }
    const channels = this.model.facts.hyperChannels;
    const positions = geometry.hyperHeight * geometry.hyperWidth;
    const at = this.arena.allocate(channels * positions);
    const bytes = this.arena.put(chunk);
    const scaleIndex = this.hyperScaleIndex + quality * channels;
    if (!this.kernels.decodeHyperLatent(bytes, chunk.length, this.tables, scaleIndex, at, channels, positions)) {
      throw new InvalidLatentError('the hyper-latent holds a value that no encoder writes.', chunksOffset);
    }
    return at;
  }

  /** False, and the chunk's residual left at zero, where its bytes are no encoder's. */
  private decodeChunk(chunk: Uint8Array, number: number, header: ContainerHeader, scaleIndex: number, residual: number): boolean {
    const { geometry, bandRows } = header;
    const channels = this.model.facts.latentChannels;
    const bands = Math.ceil(geometry.codedHeight / bandRows);
    const group = Math.floor(number / bands);
    const [first, end] = [firstChannel(header, group, channels), firstChannel(header, group + 1, channels)];
    const firstRow = (number % bands) * bandRows;
    const endRow = Math.min(firstRow + bandRows, geometry.codedHeight);
    const mark = this.arena.mark();
    const bytes = this.arena.put(chunk);
    this.arena.reset(mark);
    const { latentHeight, latentWidth, codedWidth } = geometry;
    if (this.kernels.decodeChunk(
      bytes, chunk.length, this.tables, scaleIndex, residual, channels, latentHeight, latentWidth, first, end, firstRow, endRow, codedWidth,
    )) {
      return true;
    }
    for (let channel = first; channel < end; channel++) {
      const row = residual + 2 * (channel * latentHeight + firstRow) * latentWidth;
      new Uint8Array(this.arena.memory.buffer, row, 2 * (endRow - firstRow) * latentWidth).fill(0);
    }
    return false;
  }

  /** Cumulative frequencies of each level as assembly/entropy.ts reads them; the address of their addresses. */
  private placeTables(): number {
    const lengths = this.model.integers('magnitude_tables.length');
    const frequencies = this.model.integers('magnitude_tables.frequency');
    const addresses = new Int32Array(levels);
    let next = 0;
    for (let level = 0; level < levels; level++) {
      const table = new Int32Array(lengths[level] + 2);
      table[0] = lengths[level];
      for (let symbol = 0; symbol < lengths[level]; symbol++) {
        table[symbol + 2] = table[symbol + 1] + frequencies[next++];
      }
      addresses[level] = this.arena.put(table);
    }
    return this.arena.put(addresses);
  }
}
