import { writeBmp } from '../bmp';
import type { LatentDecoder } from '../decoder';

/** A latent as a file that the browser shows. Throws where any part of it is damaged: an ordinary image is to be had. */
export async function wholePicture(decoder: LatentDecoder, latent: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const image = await decoder.decode(latent);
  if (!image.complete) {
    throw new Error('Parts of the latent are damaged.');
  }
  return writeBmp(image);
}
