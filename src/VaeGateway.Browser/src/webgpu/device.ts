import kernels from './kernels.wgsl';
import type { Kernel } from './task-list';

export type Pipelines = Readonly<Record<Kernel, GPUComputePipeline>>;

const names: readonly Kernel[] = ['product', 'depthwise', 'renew', 'paint'];

/** A GPU device with the kernels compiled for it. */
export interface KernelDevice {
  readonly device: GPUDevice;
  readonly pipelines: Pipelines;
}

/** Null where there is no WebGPU, no adapter, no device, or a driver that does not take the kernels. */
export async function openDevice(): Promise<KernelDevice | null> {
  try {
    // In a window and in every kind of worker alike; absent also where the page is not a secure context.
    const adapter = await (globalThis.navigator as Navigator | undefined)?.gpu?.requestAdapter();
    const device = await adapter?.requestDevice();
    return device ? await compile(device) : null;
  } catch (error) {
    console.warn('VaeGateway does without WebGPU:', error);
    return null;
  }
}

async function compile(device: GPUDevice): Promise<KernelDevice> {
  try {
    const module = device.createShaderModule({ code: kernels });
    const made = await Promise.all(names.map(async (entryPoint) =>
      [entryPoint, await device.createComputePipelineAsync({ layout: 'auto', compute: { module, entryPoint } })] as const));
    return { device, pipelines: Object.fromEntries(made) as Pipelines };
  } catch (error) {
    device.destroy();
    throw error;
  }
}
