// (module (func (result v128) i32.const 0 i32x4.splat i32.const 0 i32x4.splat i32x4.dot_i16x8_s)), the binary format of the specification.
const dotProduct = Uint8Array.of(
  0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, // "\0asm", version 1
  0x01, 0x05, 0x01, 0x60, 0x00, 0x01, 0x7b, // type 0: () -> v128
  0x03, 0x02, 0x01, 0x00, // function 0 is of type 0
  0x0a, 0x0f, 0x01, 0x0d, 0x00, // code: one body of 13 bytes, no locals
  0x41, 0x00, 0xfd, 0x11, 0x41, 0x00, 0xfd, 0x11, 0xfd, 0xba, 0x01, 0x0b,
);

// The same with i16x8.relaxed_dot_i8x16_i7x16_s, of the relaxed SIMD proposal (part of WebAssembly 3.0).
const relaxedDotProduct = Uint8Array.from(dotProduct);
relaxedDotProduct.set([0x92, 0x02], 33);

/** Whether WebAssembly has relaxed vectors, too. */
export function hasRelaxedSimd(): boolean {
  return typeof WebAssembly === 'object' && WebAssembly.validate(relaxedDotProduct);
}

/** Whether WebAssembly has the 128-bit vectors that the kernels are made of. */
export function hasSimd(): boolean {
  return typeof WebAssembly === 'object' && WebAssembly.validate(dotProduct);
}
