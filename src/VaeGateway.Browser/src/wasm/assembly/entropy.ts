// The inverse of the range coder in VaeGateway.Codec (EntropyCoding/RangeEncoder.cs): 48 bits of range, 16-bit frequencies.

const WIDEST: u64 = (1 << 48) - 1;
const RENORMALIZE_BELOW: u64 = 1 << 40;
const MAX_MAGNITUDE: i32 = 32767;
const MAX_ESCAPE_BITS: i32 = 15;

// A table of cumulative frequencies: uint32 symbols (0: the level is skipped), then symbols + 1 sums from 0 to 2^16.
const LEVEL_BYTES: usize = 4;

let input: usize = 0;
let inputEnd: usize = 0;
let range: u64 = 0;
let code: u64 = 0;
let invalid: bool = false;

/**
 * Decodes one chunk of the residual: the coded columns of some channels and rows.
 * levels: addresses of the 64 tables; scaleIndex: uint8 [height, width, channels]; residual: int16 [channels, height, width].
 * False where the bytes are no encoder's.
 */
export function decodeChunk(
  bytes: usize, length: usize, levels: usize, scaleIndex: usize, residual: usize, channels: i32, height: i32, width: i32,
  firstChannel: i32, endChannel: i32, firstRow: i32, endRow: i32, codedWidth: i32,
): bool {
  start(bytes, length);
  for (let channel = firstChannel; channel < endChannel; channel++) {
    for (let row = firstRow; row < endRow; row++) {
      let scale = scaleIndex + <usize>(row * width) * channels + channel;
      let out = residual + ((<usize>channel * height + row) * width << 1);
      for (let end = out + (<usize>codedWidth << 1); out < end; out += 2) {
        store<i16>(out, <i16>decodeSymbol(load<u32>(levels + <usize>load<u8>(scale) * LEVEL_BYTES)));
        scale += channels;
      }
      if (invalid) return false;
    }
  }
  return true;
}

/** Decodes z, int8 [channels, positions], under one scale index a channel. False where the bytes are no encoder's. */
export function decodeHyperLatent(
  bytes: usize, length: usize, levels: usize, channelScaleIndex: usize, hyperLatent: usize, channels: i32, positions: i32,
): bool {
  start(bytes, length);
  for (let channel = 0; channel < channels; channel++) {
    const table = load<u32>(levels + <usize>load<u8>(channelScaleIndex + channel) * LEVEL_BYTES);
    for (let i = 0; i < positions; i++) {
      const value = decodeSymbol(table);
      if (invalid || value > 127 || value < -127) return false;
      store<i8>(hyperLatent++, <i8>value);
    }
  }
  return true;
}

function start(bytes: usize, length: usize): void {
  input = bytes;
  inputEnd = bytes + length;
  range = WIDEST;
  code = 0;
  invalid = false;
  for (let i = 0; i < 6; i++) code = code << 8 | nextByte();
}

function decodeSymbol(table: usize): i32 {
  const symbols = load<u32>(table);
  if (symbols == 0) return 0;
  table += 4;
  const unit = range >> 16;
  const first = unit * load<u32>(table, 4);
  if (code < first) {
    range = first;
    renormalize();
    return 0;
  }
  return decodeMagnitude(table, symbols - 1, unit);
}

/** The symbol is not 0: finds it by doubling steps and bisection, then reads escape and sign. */
function decodeMagnitude(table: usize, escape: u32, unit: u64): i32 {
  let low: u32 = 1;
  let high: u32 = 2;
  while (high <= escape && code >= unit * load<u32>(table + (<usize>high << 2))) {
    low = high;
    high <<= 1;
  }
  if (high > escape + 1) high = escape + 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (code >= unit * load<u32>(table + (<usize>middle << 2))) low = middle;
    else high = middle;
  }
  const from = unit * load<u32>(table + (<usize>low << 2));
  range = unit * load<u32>(table + (<usize>low << 2), 4) - from;
  code -= from;
  renormalize();

  let magnitude = <i32>low;
  if (low == escape) magnitude += decodeExpGolomb();
  if (magnitude > MAX_MAGNITUDE) {
    invalid = true;
    return 0;
  }
  return decodeBit() ? -magnitude : magnitude;
}

/** Order-0 Exp-Golomb: the bit length of value + 1 in unary, then its lower bits. */
function decodeExpGolomb(): i32 {
  let length = 0;
  while (!decodeBit()) {
    if (++length > MAX_ESCAPE_BITS) {
      invalid = true;
      return 0;
    }
  }
  let value: u32 = 1;
  for (let i = 0; i < length; i++) value = value << 1 | decodeBit();
  return <i32>(value - 1);
}

function decodeBit(): u32 {
  range >>= 1;
  const bit = <u32>(code >= range);
  if (bit) code -= range;
  renormalize();
  return bit;
}

@inline
function renormalize(): void {
  while (range < RENORMALIZE_BELOW) {
    range <<= 8;
    code = code << 8 | nextByte();
  }
}

@inline
function nextByte(): u64 {
  return input < inputEnd ? load<u8>(input++) : 0;
}
