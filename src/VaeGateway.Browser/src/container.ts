import { crc32c } from './crc32c';
import { type Geometry, geometryOf, maxSide } from './geometry';
import { InvalidLatentError } from './invalid-latent-error';

/** Largest width x height in pixels that is accepted unless told otherwise (100 megapixels). */
export const defaultMaxPixels = 100_000_000;

const magic = [0x56, 0x47, 0x4c]; // "VGL"
const version = 1;
const maxQuality = 63;
const maxGroups = 16;
const maxVarintBytes = 5;
const maxLength = 0x7fffffff;

/** Bytes of the checksum behind the header and behind each chunk. */
export const checksumBytes = 4;

/** The first part of a container; its layout is in ContainerHeader.cs of VaeGateway.Codec. */
export interface ContainerHeader {
  /** The first four bytes of the model's hash, big-endian. */
  readonly fingerprint: number;
  readonly geometry: Geometry;
  /** 0 to 63. */
  readonly quality: number;
  /** Latent rows in a band; the last band may have fewer. */
  readonly bandRows: number;
  /** Channel groups, 1 to 16. */
  readonly groups: number;
  /** Bytes of the z chunk, then of each residual chunk, checksums not counted. */
  readonly chunkLengths: readonly number[];
  /** Offset in bytes of the first chunk. */
  readonly chunksOffset: number;
}

/** Reads and checks the header of a container, or of a prefix that holds it, before anything of its size is allocated. */
export function readHeader(container: Uint8Array, maxPixels = defaultMaxPixels): ContainerHeader {
  const cursor = new Cursor(container);
  if (magic.some((byte) => cursor.byte() !== byte)) {
    throw new InvalidLatentError('it does not begin with "VGL".', 0);
  }
  const found = cursor.byte();
  if (found !== version) {
    throw new InvalidLatentError(`version ${found} is unknown; this decoder reads version ${version}.`, cursor.position - 1);
  }
  const fingerprint = cursor.uint32();
  const geometry = readGeometry(cursor, maxPixels);
  const quality = cursor.checkedByte(maxQuality, 'quality');
  cursor.checkedByte(0, 'flags');
  const bandRows = cursor.varint(geometry.codedHeight, 'band height');
  const groups = cursor.checkedByte(maxGroups, 'number of channel groups');
  if (bandRows === 0 || groups === 0) {
    throw new InvalidLatentError('it has no bands or no channel groups.', cursor.position);
  }
  const chunkLengths: number[] = [];
  for (let left = 1 + groups * Math.ceil(geometry.codedHeight / bandRows); left > 0; left--) {
    chunkLengths.push(cursor.varint(maxLength, 'chunk length'));
  }
  const expected = crc32c(container.subarray(0, cursor.position));
  if (cursor.uint32() !== expected) {
    throw new InvalidLatentError("the header's checksum does not match.", cursor.position - checksumBytes);
  }
  return { fingerprint, geometry, quality, bandRows, groups, chunkLengths, chunksOffset: cursor.position };
}

/** The bytes of each chunk; null where one is cut off or its checksum is wrong. */
export function findChunks(container: Uint8Array, header: ContainerHeader): (Uint8Array | null)[] {
  let offset = header.chunksOffset;
  return header.chunkLengths.map((length) => {
    const end = offset + length;
    const chunk = end + checksumBytes <= container.length ? container.subarray(offset, end) : null;
    offset = end + checksumBytes;
    return chunk && crc32c(chunk) === uint32At(container, end) ? chunk : null;
  });
}

/** First channel of a group; groups grow quadratically. Group `header.groups` gives the number of channels. */
export function firstChannel(header: ContainerHeader, group: number, channels: number): number {
  return Math.floor((channels * group * group) / (header.groups * header.groups));
}

function readGeometry(cursor: Cursor, maxPixels: number): Geometry {
  const at = cursor.position;
  const width = cursor.varint(maxSide, 'width');
  const height = cursor.varint(maxSide, 'height');
  if (width === 0 || height === 0) {
    throw new InvalidLatentError(`${width} x ${height} is not an image size.`, at);
  }
  if (width * height > maxPixels) {
    throw new InvalidLatentError(`${width} x ${height} pixels are more than the limit of ${maxPixels}.`, at);
  }
  return geometryOf(width, height);
}

function uint32At(bytes: Uint8Array, offset: number): number {
  return ((bytes[offset] << 24) | (bytes[offset + 1] << 16) | (bytes[offset + 2] << 8) | bytes[offset + 3]) >>> 0;
}

class Cursor {
  position = 0;

  constructor(private readonly bytes: Uint8Array) {}

  byte(): number {
    return this.bytes[this.take(1)];
  }

  checkedByte(max: number, name: string): number {
    return checked(this.byte(), max, name, this.position - 1);
  }

  uint32(): number {
    return uint32At(this.bytes, this.take(4));
  }

  varint(max: number, name: string): number {
    const at = this.position;
    let value = 0;
    for (let i = 0; i < maxVarintBytes; i++) {
      const next = this.byte();
      value += (next & 0x7f) * 2 ** (7 * i);
      if (next < 0x80) {
        return checked(value, max, name, at);
      }
    }
    throw new InvalidLatentError(`the ${name} takes more than ${maxVarintBytes} bytes.`, at);
  }

  private take(count: number): number {
    if (this.bytes.length - this.position < count) {
      throw new InvalidLatentError('it ends within the header.', this.bytes.length);
    }
    this.position += count;
    return this.position - count;
  }
}

function checked(value: number, max: number, name: string, at: number): number {
  if (value > max) {
    throw new InvalidLatentError(`${name} ${value} is beyond ${max}.`, at);
  }
  return value;
}
