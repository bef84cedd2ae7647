export { crc32c } from './crc32c';
export { type ContainerHeader, defaultMaxPixels, findChunks, firstChannel, readHeader } from './container';
export { type DecodedImage, type DecoderOptions, LatentDecoder } from './decoder';
export { type Geometry, geometryOf } from './geometry';
export { InvalidLatentError } from './invalid-latent-error';
export { type ModelFacts, ModelFile } from './model-file';
export type { RgbaImage, Runtime } from './runtime';
export type { Symbols } from './symbols';
export { createWasmRuntime } from './wasm/runtime';
