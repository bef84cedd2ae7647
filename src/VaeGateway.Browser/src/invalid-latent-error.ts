/** The bytes are not a latent that this model can decode. The one error that hostile or damaged bytes may cause. */
export class InvalidLatentError extends Error {
  override readonly name = 'InvalidLatentError';

  /** What is wrong, in words. */
  readonly reason: string;

  /** Where in the container the fault was found, in bytes from its start. */
  readonly byteOffset: number;

  constructor(reason: string, byteOffset: number) {
    super(`Invalid latent at byte ${byteOffset}: ${reason}`);
    this.reason = reason;
    this.byteOffset = byteOffset;
  }
}
