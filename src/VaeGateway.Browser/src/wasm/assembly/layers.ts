// What the networks' kernels share: the layers as they lie in memory, and one tile's scratch. Feature maps are channels-last; an
// address is of a map's first channel at its first pixel.

export const SLOPE: f32 = 0.1;
export const TILE: i32 = 32; // pixels whose integers and hidden channels stay in the first cache
export const MAGIC: f32 = 12582912; // 1.5 * 2^23: adding it rounds a float to an integer in its low bits
export const MAGIC_BITS: i32 = 0x4b400000;

/** A 1x1 convolution. */
@unmanaged
export class Layer {
  inputs: i32; // a multiple of 8
  outputs: i32; // a multiple of 8
  weights: usize; // int16 [outputs / 8][inputs / 2][8][2]
  scale: usize; // float [outputs]: what a unit of the integer weights stands for
  bias: usize; // float [outputs]; int32 in an exact layer
  limit: f32; // largest integer that an input may be scaled to
  shift: i32; // exact layers: the sum is divided by 2^shift
  offset: usize; // exact layers that give indices: int32 [outputs], added after the shift
  inputScale: usize; // coarse layers: float [inputs], what each input is multiplied by first; else 0
  group: i32; // coarse layers as bytes: how many times four inputs a sum of 16 bits holds; else 0
}

/** A depthwise convolution. */
@unmanaged
export class Depthwise {
  channels: i32;
  weights: usize; // float [taps][channels]; int16 in an exact layer
  bias: usize; // float [channels]; int32 in an exact layer
  shift: i32;
}

@unmanaged
export class Block {
  spatialIn: Layer;
  spatial: Depthwise;
  spatialOut: Layer;
  channelIn: Layer;
  channelOut: Layer;
}

@unmanaged
export class ContextStep {
  fromLatent: Layer;
  fromFeatures: Layer;
  spatial: Depthwise; // 5x5
  mix: Layer;
  leave: Layer;
  linear: Depthwise; // 3x3
}

/** What an output of a matrix product becomes. */
export const STORE: i32 = 0;
export const LEAKY: i32 = 1;
export const ADD: i32 = 2;
export const EXACT: i32 = 3; // int16 in 0..255
export const INDEX: i32 = 4; // uint8 in 0..63

// Scratch of one tile: integers [TILE][inputs], their factors [TILE], and two maps of floats [TILE][channels].
export let integers: usize = 0;
export let factors: usize = 0;
export let hidden: usize = 0;
export let second: usize = 0;

export function setScratch(integersAt: usize, factorsAt: usize, hiddenAt: usize, secondAt: usize): void {
  integers = integersAt;
  factors = factorsAt;
  hidden = hiddenAt;
  second = secondAt;
}
