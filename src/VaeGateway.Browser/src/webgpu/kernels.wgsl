// Every kernel of the WebGPU runtime. Feature maps are [position, channel] with the channels padded to whole tiles of DEPTH, so
// that a 1x1 convolution is a matrix product and four neighbouring channels are one vec4. All offsets and strides count vec4.

const DEPTH = 16u;       // channels of one tile of a product
const ROWS = 32u;        // positions of one tile
const COLUMNS = 64u;     // output channels of one tile
const THREADS = 64u;

const DEPTH_4 = DEPTH / 4u;
const COLUMNS_4 = COLUMNS / 4u;
const SOURCE_STRIDE = DEPTH_4 + 1u; // keeps the rows of neighbouring threads in different banks

const SLOPE = 0.1;       // of every leaky ReLU: networks.py

// Where the rows of a kernel lie: at every position of the grid, or at one position of every 2x2 cell (a context step).
const EVERY_POSITION = 0u;
const ONE_OF_CELL = 1u;
const NEIGHBOURHOOD = 2u; // product only: the depth runs over the 3x3 positions around, then over channels

const LINEAR = 0u;
const LEAKY = 1u;
const EXPONENTIAL = 2u;  // of the value clipped to +-limit

const ADD_NOTHING = 0u;
const ADD_OUTPUT = 1u;   // to what the output holds
const ADD_ROW = 2u;      // the row of `addend` that the product's source row would be
const ADD_CELL = 3u;     // the row of `addend` at this cell's position

// One dispatch's place in the picture. Fields that a kernel has no use for are zero.
struct Layer {
  width: u32,            // of the grid that the source rows lie in, in positions
  height: u32,
  cellX: u32,            // of ONE_OF_CELL: which position of the cell
  cellY: u32,
  rows: u32,             // of the output before shuffling
  columns: u32,          // of the output, in vec4
  depth: u32,            // channels summed over; taps of a depthwise convolution to each side
  placement: u32,
  weights: u32,
  factors: u32,          // a factor for each column, then
  biases: u32,           // a bias for each column
  activation: u32,
  sourceStride: u32,
  sourceStart: u32,
  outputStride: u32,
  outputStart: u32,
  addendStride: u32,
  addend: u32,
  shuffled: u32,         // columns of one sub-position where the output is shuffled by 2, else 0
  sourceActivation: u32,
  limit: f32,
  channels: u32,         // of NEIGHBOURHOOD: per position; of `renew`: those that carry symbols
  left: u32,             // of `renew` and `paint`: where the synthesis' grid starts in the mean network's,
  top: u32,              // or the picture's first pixel in the synthesis' grid
  innerWidth: u32,       // and its size
  innerHeight: u32,
};

@group(0) @binding(0) var<uniform> layer: Layer;
@group(0) @binding(1) var<storage, read> weights: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> source: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read_write> output: array<vec4<f32>>;
@group(0) @binding(4) var<storage, read> addend: array<vec4<f32>>;

var<workgroup> sourceTile: array<vec4<f32>, ROWS * SOURCE_STRIDE>;
var<workgroup> weightTile: array<vec4<f32>, DEPTH * COLUMNS_4>;

fn leaky(x: vec4<f32>) -> vec4<f32> {
  return max(x, SLOPE * x);
}

fn activate(x: vec4<f32>, activation: u32) -> vec4<f32> {
  if (activation == LEAKY) {
    return leaky(x);
  }
  if (activation == EXPONENTIAL) {
    return exp(clamp(x, vec4(-layer.limit), vec4(layer.limit)));
  }
  return x;
}

// The position in the whole grid of a row that stands for one position of every 2x2 cell.
fn cellPosition(row: u32) -> vec2<u32> {
  let cells = layer.width / 2u;
  return vec2(2u * (row % cells) + layer.cellX, 2u * (row / cells) + layer.cellY);
}

fn positionOf(row: u32) -> vec2<u32> {
  if (layer.placement == ONE_OF_CELL) {
    return cellPosition(row);
  }
  return vec2(row % layer.width, row / layer.width);
}

fn inside(x: i32, y: i32) -> bool {
  return x >= 0 && y >= 0 && x < i32(layer.width) && y < i32(layer.height);
}

// Four channels of the source of a product, from channel 4 * k4 on.
fn sourceAt(position: vec2<u32>, k4: u32) -> vec4<f32> {
  if (layer.placement != NEIGHBOURHOOD) {
    return source[(position.y * layer.width + position.x) * layer.sourceStride + layer.sourceStart + k4];
  }
  let tap = k4 / layer.channels;
  let x = i32(position.x + tap % 3u) - 1;
  let y = i32(position.y + tap / 3u) - 1;
  if (!inside(x, y)) {
    return vec4(0.0);
  }
  return source[(u32(y) * layer.width + u32(x)) * layer.sourceStride + layer.sourceStart + k4 % layer.channels];
}

fn outputIndex(row: u32, column: u32) -> u32 {
  if (layer.shuffled == 0u) {
    return row * layer.outputStride + layer.outputStart + column;
  }
  let part = column / layer.shuffled;
  let x = 2u * (row % layer.width) + part % 2u;
  let y = 2u * (row / layer.width) + part / 2u;
  return (y * 2u * layer.width + x) * layer.outputStride + layer.outputStart + column % layer.shuffled;
}

fn finish(row: u32, column: u32, sum: vec4<f32>) {
  if (row >= layer.rows || column >= layer.columns) {
    return;
  }
  var value = activate(sum * weights[layer.factors + column] + weights[layer.biases + column], layer.activation);
  let index = outputIndex(row, column);
  if (layer.addend == ADD_OUTPUT) {
    value += output[index];
  } else if (layer.addend == ADD_ROW) {
    value += addend[row * layer.addendStride + column];
  } else if (layer.addend == ADD_CELL) {
    let position = cellPosition(row);
    value += addend[(position.y * layer.width + position.x) * layer.addendStride + column];
  }
  output[index] = value;
}

// 1x1 convolution: output = activation(source x weights * factor + bias) + addend. Each thread sums 4 positions x 8 channels.
@compute @workgroup_size(8, 8)
fn product(@builtin(workgroup_id) tile: vec3<u32>, @builtin(local_invocation_id) lane: vec3<u32>, @builtin(local_invocation_index) thread: u32) {
  let firstRow = tile.x * ROWS;
  let firstColumn = tile.y * COLUMNS_4;
  let lastRow = layer.rows - 1u;
  // Two vec4 of the source tile are this thread's to load. Rows past the end load the last one's, and are not stored.
  let loadedRow = thread / DEPTH_4;
  let loadedDepth = thread % DEPTH_4;
  let upper = positionOf(min(firstRow + loadedRow, lastRow));
  let lower = positionOf(min(firstRow + loadedRow + ROWS / 2u, lastRow));
  let loadedColumn = thread % COLUMNS_4;
  var s00 = vec4(0.0); var s10 = vec4(0.0); var s20 = vec4(0.0); var s30 = vec4(0.0);
  var s01 = vec4(0.0); var s11 = vec4(0.0); var s21 = vec4(0.0); var s31 = vec4(0.0);
  for (var k = 0u; k < layer.depth; k += DEPTH) {
    sourceTile[loadedRow * SOURCE_STRIDE + loadedDepth] = sourceAt(upper, k / 4u + loadedDepth);
    sourceTile[(loadedRow + ROWS / 2u) * SOURCE_STRIDE + loadedDepth] = sourceAt(lower, k / 4u + loadedDepth);
    for (var row = thread / COLUMNS_4; row < DEPTH; row += THREADS / COLUMNS_4) {
      weightTile[row * COLUMNS_4 + loadedColumn] = weights[layer.weights + (k + row) * layer.columns + firstColumn + loadedColumn];
    }
    workgroupBarrier();
    for (var k4 = 0u; k4 < DEPTH_4; k4++) {
      let w = k4 * 4u * COLUMNS_4 + lane.x;
      let left = mat4x4<f32>(weightTile[w], weightTile[w + COLUMNS_4], weightTile[w + 2u * COLUMNS_4], weightTile[w + 3u * COLUMNS_4]);
      let v = w + COLUMNS_4 / 2u;
      let right = mat4x4<f32>(weightTile[v], weightTile[v + COLUMNS_4], weightTile[v + 2u * COLUMNS_4], weightTile[v + 3u * COLUMNS_4]);
      let x0 = sourceTile[lane.y * SOURCE_STRIDE + k4];
      let x1 = sourceTile[(lane.y + 8u) * SOURCE_STRIDE + k4];
      let x2 = sourceTile[(lane.y + 16u) * SOURCE_STRIDE + k4];
      let x3 = sourceTile[(lane.y + 24u) * SOURCE_STRIDE + k4];
      s00 += left * x0; s01 += right * x0;
      s10 += left * x1; s11 += right * x1;
      s20 += left * x2; s21 += right * x2;
      s30 += left * x3; s31 += right * x3;
    }
    workgroupBarrier();
  }
  let row = firstRow + lane.y;
  let column = firstColumn + lane.x;
  finish(row, column, s00); finish(row, column + COLUMNS_4 / 2u, s01);
  finish(row + 8u, column, s10); finish(row + 8u, column + COLUMNS_4 / 2u, s11);
  finish(row + 16u, column, s20); finish(row + 16u, column + COLUMNS_4 / 2u, s21);
  finish(row + 24u, column, s30); finish(row + 24u, column + COLUMNS_4 / 2u, s31);
}

// Depthwise convolution, zero-padded, of (2 * depth + 1)^2 taps. Each thread sums four channels of one output position.
@compute @workgroup_size(THREADS)
fn depthwise(@builtin(global_invocation_id) id: vec3<u32>) {
  let row = id.x / layer.columns;
  let column = id.x % layer.columns;
  if (row >= layer.rows) {
    return;
  }
  let centre = positionOf(row);
  let reach = i32(layer.depth);
  var tap = layer.weights + column;
  var sum = weights[layer.biases + column];
  for (var dy = -reach; dy <= reach; dy++) {
    for (var dx = -reach; dx <= reach; dx++) {
      let x = i32(centre.x) + dx;
      let y = i32(centre.y) + dy;
      if (inside(x, y)) {
        let value = source[(u32(y) * layer.width + u32(x)) * layer.sourceStride + layer.sourceStart + column];
        sum += weights[tap] * activate(value, layer.sourceActivation);
      }
      tap += layer.columns;
    }
  }
  output[row * layer.outputStride + layer.outputStart + column] = activate(sum, layer.activation);
}

@group(0) @binding(5) var<storage, read> residual: array<u32>;       // pairs of int16, planar
@group(0) @binding(6) var<storage, read> mean: array<vec4<f32>>;     // by cells: what the network leaves
@group(0) @binding(7) var<storage, read> quantum: array<vec4<f32>>;  // by positions: the quantizer's step
@group(0) @binding(8) var<storage, read_write> known: array<vec4<f32>>;
@group(0) @binding(9) var<storage, read_write> context: array<vec4<f32>>;
@group(0) @binding(10) var<storage, read_write> latent: array<vec4<f32>>;

fn symbolAt(channel: u32, position: u32) -> f32 {
  if (channel >= layer.channels) {
    return 0.0;
  }
  let index = channel * layer.width * layer.height + position;
  return f32(extractBits(bitcast<i32>(residual[index / 2u]), 16u * (index % 2u), 16u));
}

// asinh without the cancellation of the textbook formula for x < 0.
fn inverseSinh(x: vec4<f32>) -> vec4<f32> {
  let a = abs(x);
  return sign(x) * log(a + sqrt(a * a + 1.0));
}

// The latents of one context step: y = mean + residual * quantum, where the mean takes in a depthwise 3x3 of what is known.
// Same-step positions are two apart, so that no thread reads what another writes. `weights` at `factors` is the inverse gain.
@compute @workgroup_size(THREADS)
fn renew(@builtin(global_invocation_id) id: vec3<u32>) {
  let row = id.x / layer.columns;
  let column = id.x % layer.columns;
  if (row >= layer.rows) {
    return;
  }
  let place = cellPosition(row);
  let position = place.y * layer.width + place.x;
  var value = mean[row * layer.columns + column];
  if (layer.depth > 0u) {
    value += weights[layer.biases + column];
    for (var tap = 0u; tap < 9u; tap++) {
      let x = i32(place.x + tap % 3u) - 1;
      let y = i32(place.y + tap / 3u) - 1;
      if (tap != 4u && inside(x, y)) {
        value += weights[layer.weights + tap * layer.columns + column] * known[(u32(y) * layer.width + u32(x)) * layer.columns + column];
      }
    }
  }
  let channel = 4u * column;
  let symbols = vec4(symbolAt(channel, position), symbolAt(channel + 1u, position), symbolAt(channel + 2u, position), symbolAt(channel + 3u, position));
  value += symbols * quantum[position * layer.columns + column];
  known[position * layer.columns + column] = value;
  context[position * layer.outputStride + column] = inverseSinh(value);
  let innerX = place.x - layer.left; // wraps round, and so fails the test, where it is left of the synthesis' grid
  let innerY = place.y - layer.top;
  if (innerX < layer.innerWidth && innerY < layer.innerHeight) {
    latent[(innerY * layer.innerWidth + innerX) * layer.columns + column] = value * weights[layer.factors + column];
  }
}

@group(0) @binding(11) var<storage, read> linear: array<f32>;  // [1/16, c * 256 + y * 16 + x]
@group(0) @binding(12) var<storage, read> detail: array<f32>;  // [1/8, c * 64 + y * 8 + x]
@group(0) @binding(13) var<storage, read_write> pixels: array<u32>;

// shuffle16(linear) + shuffle8(detail), rounded half to even, clipped and packed as R, G, B, 255.
@compute @workgroup_size(32, 2)
fn paint(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= layer.innerWidth || id.y >= layer.innerHeight) {
    return;
  }
  let x = id.x + layer.left;
  let y = id.y + layer.top;
  let coarse = ((y / 16u) * layer.width + x / 16u) * layer.sourceStride * 4u + (y % 16u) * 16u + x % 16u;
  let fine = ((y / 8u) * 2u * layer.width + x / 8u) * layer.addendStride * 4u + (y % 8u) * 8u + x % 8u;
  let rgb = vec3(
    linear[coarse] + detail[fine],
    linear[coarse + 256u] + detail[fine + 64u],
    linear[coarse + 512u] + detail[fine + 128u],
  );
  let bytes = vec3<u32>(clamp(round(rgb), vec3(0.0), vec3(255.0)));
  pixels[id.y * layer.innerWidth + id.x] = bytes.r | (bytes.g << 8u) | (bytes.b << 16u) | (255u << 24u);
}
