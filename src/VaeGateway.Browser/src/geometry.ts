const hyperStride = 64;
const latentStride = 16;

/** Largest width and height of an image in pixels. */
export const maxSide = 65535;

/** The sizes that follow from an image's size: the latent y at 1/16 and the hyper-latent z at 1/64. */
export interface Geometry {
  /** Image width in pixels. */
  readonly width: number;
  /** Image height in pixels. */
  readonly height: number;
  /** Columns of z. */
  readonly hyperWidth: number;
  /** Rows of z. */
  readonly hyperHeight: number;
  /** Columns of y. */
  readonly latentWidth: number;
  /** Rows of y. */
  readonly latentHeight: number;
  /** Columns of y that are coded: those that touch the image. */
  readonly codedWidth: number;
  /** Rows of y that are coded: those that touch the image. */
  readonly codedHeight: number;
}

/** The geometry of an image of 1 to 65535 pixels a side. The image is padded to a multiple of 64. */
export function geometryOf(width: number, height: number): Geometry {
  if (!isSide(width) || !isSide(height)) {
    throw new RangeError(`${width} x ${height} is not an image size.`);
  }
  const hyperWidth = Math.ceil(width / hyperStride);
  const hyperHeight = Math.ceil(height / hyperStride);
  const perHyper = hyperStride / latentStride;
  return {
    width,
    height,
    hyperWidth,
    hyperHeight,
    latentWidth: hyperWidth * perHyper,
    latentHeight: hyperHeight * perHyper,
    codedWidth: Math.ceil(width / latentStride),
    codedHeight: Math.ceil(height / latentStride),
  };
}

function isSide(pixels: number): boolean {
  return Number.isInteger(pixels) && pixels >= 1 && pixels <= maxSide;
}
