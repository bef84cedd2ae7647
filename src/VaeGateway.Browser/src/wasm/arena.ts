const pageBytes = 65536;
const alignment = 16;

/** Hands out addresses of a WebAssembly memory, upwards; everything after a mark is given back at once. */
export class Arena {
  // The first page holds the module's own data.
  private top = pageBytes;

  constructor(readonly memory: WebAssembly.Memory) {}

  mark(): number {
    return this.top;
  }

  reset(mark: number): void {
    this.top = mark;
  }

  /** The address of `bytes` fresh bytes, not cleared. Views made before may be detached. */
  allocate(bytes: number): number {
    const at = this.top;
    this.top += Math.ceil(bytes / alignment) * alignment;
    const missing = this.top - this.memory.buffer.byteLength;
    if (missing > 0) {
      this.memory.grow(Math.ceil(missing / pageBytes));
    }
    return at;
  }

  /** The address of a copy of the values. */
  put(values: Float32Array | Int32Array | Int16Array | Uint8Array | Int8Array): number {
    const at = this.allocate(values.byteLength);
    this.write(at, values);
    return at;
  }

  write(at: number, values: Float32Array | Int32Array | Int16Array | Uint8Array | Int8Array): void {
    new Uint8Array(this.memory.buffer).set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at);
  }
}
