/** The bytes are not a latent that this model can decode. The one error that hostile or damaged bytes may cause. */
export class InvalidLatentError extends Error {
  /** Where in the container the fault was found, in bytes from its start. */
  readonly byteOffset: number;

  constructor(message: string, byteOffset: number) {
    super(`Invalid latent at byte ${byteOffset}: ${message}`);
    this.name = 'InvalidLatentError';
    this.byteOffset = byteOffset;
  }
}
