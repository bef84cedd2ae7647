import { type BufferName, layerFields, type TaskList } from './task-list';
import type { Pipelines } from './device';

/** A task with everything bound. */
interface BoundTask {
  readonly pipeline: GPUComputePipeline;
  readonly bindGroup: GPUBindGroup;
  readonly groups: readonly [number, number];
}

const numbersStride = 256; // what every device allows uniform offsets to be multiples of
const numbersBytes = layerFields.length * 4;

/** The GPU's buffers for pictures. They grow with the largest tile so far and are used again from picture to picture. */
export class Workspace {
  private readonly buffers = new Map<BufferName | 'weights' | 'numbers' | 'pixelsOut', GPUBuffer>();
  private tasks: readonly BoundTask[] = [];
  private boundKey = '';

  constructor(
    private readonly device: GPUDevice,
    private readonly pipelines: Pipelines,
    weights: Float32Array<ArrayBuffer>,
  ) {
    this.reserve('weights', weights.byteLength, GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST);
    this.write('weights', weights);
  }

  /** Makes ready for tiles of one shape, which `key` names. Cheap where the last tile had it. */
  prepare(key: string, tasksOf: () => TaskList): void {
    if (key === this.boundKey) {
      return;
    }
    const list = tasksOf();
    for (const [name, bytes] of list.byteLengths) {
      this.reserve(name, bytes, GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC);
    }
    this.reserve('pixelsOut', list.byteLengths.get('pixels')!, GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST);
    this.reserve('numbers', list.tasks.length * numbersStride, GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST);
    this.write('numbers', numbersOf(list));
    this.tasks = list.tasks.map((task, index) => ({
      pipeline: this.pipelines[task.kernel],
      bindGroup: this.device.createBindGroup({
        layout: this.pipelines[task.kernel].getBindGroupLayout(0),
        entries: [
          ...(Object.entries(task.bindings).map(([binding, name]) => ({ binding: Number(binding), resource: { buffer: this.buffer(name) } }))),
          { binding: 0, resource: { buffer: this.buffer('numbers'), offset: index * numbersStride, size: numbersBytes } },
        ],
      }),
      groups: task.groups,
    }));
    this.boundKey = key;
  }

  write(name: BufferName | 'weights' | 'numbers', values: ArrayBufferView<ArrayBuffer>, offsetBytes = 0): void {
    this.device.queue.writeBuffer(this.buffer(name), offsetBytes, values);
  }

  /** Runs all tasks in one submission. Resolves to the pixels, valid until `release`. */
  async run(pixelBytes: number): Promise<Uint8Array> {
    const encoder = this.device.createCommandEncoder();
    // Latents that are not known yet count as zero.
    encoder.clearBuffer(this.buffer('known'));
    encoder.clearBuffer(this.buffer('context'));
    const pass = encoder.beginComputePass();
    for (const { pipeline, bindGroup, groups } of this.tasks) {
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, bindGroup);
      pass.dispatchWorkgroups(...groups);
    }
    pass.end();
    const out = this.buffer('pixelsOut');
    encoder.copyBufferToBuffer(this.buffer('pixels'), 0, out, 0, pixelBytes);
    this.device.queue.submit([encoder.finish()]);
    await out.mapAsync(GPUMapMode.READ, 0, pixelBytes);
    return new Uint8Array(out.getMappedRange(0, pixelBytes));
  }

  release(): void {
    this.buffer('pixelsOut').unmap();
  }

  private reserve(name: BufferName | 'weights' | 'numbers' | 'pixelsOut', size: number, usage: number): void {
    const present = this.buffers.get(name);
    if (!present || present.size < size) {
      present?.destroy();
      this.buffers.set(name, this.device.createBuffer({ label: name, size: Math.ceil(size / 16) * 16, usage }));
    }
  }

  private buffer(name: BufferName | 'weights' | 'numbers' | 'pixelsOut'): GPUBuffer {
    return this.buffers.get(name)!;
  }
}

function numbersOf(list: TaskList): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(list.tasks.length * numbersStride));
  list.tasks.forEach(({ numbers }, index) => layerFields.forEach((field, at) => {
    const offset = index * numbersStride + at * 4;
    if (field === 'limit') {
      view.setFloat32(offset, numbers[field] ?? 0, true);
    } else {
      view.setUint32(offset, numbers[field] ?? 0, true);
    }
  }));
  return new Uint8Array(view.buffer);
}
