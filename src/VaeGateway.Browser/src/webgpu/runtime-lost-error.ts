/** The GPU gave up on a runtime: the device was lost or out of memory. Decode elsewhere; another runtime may be made later. */
export class RuntimeLostError extends Error {
  override readonly name = 'RuntimeLostError';

  constructor(reason: string, options?: ErrorOptions) {
    super(`The WebGPU runtime is lost: ${reason}`, options);
  }
}
