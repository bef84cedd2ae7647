import { openOrt } from './ort.mjs';
import { openSdk } from './sdk.mjs';

const decoders = new Map();
const warmUp = 3;

/**
 * Decodes a latent some times on each runtime: { width, height, runtimes: { name: { created, first, runs, difference? } } }. `difference`:
 * that of the pixels from those of the first runtime.
 */
export async function measure({ latent, runtimes, runs }) {
  const container = await fetchBytes(latent);
  const result = { runtimes: {} };
  let reference;
  for (const name of runtimes) {
    const decoder = await open(name);
    const first = await timed(decoder, container);
    reference ??= first.image;
    for (let i = 0; i < warmUp && runs > warmUp; i++) {
      await timed(decoder, container);
    }
    const measured = [];
    for (let i = 0; i < runs; i++) {
      const { milliseconds, stages } = await timed(decoder, container);
      measured.push({ milliseconds, stages });
    }
    result.runtimes[name] = {
      created: decoder.created, first: first.milliseconds, runs: measured,
      ...(first.image === reference ? {} : { difference: { from: runtimes[0], ...difference(reference, first.image) } }),
    };
  }
  const { width, height } = reference;
  return { ...result, width, height };
}

async function open(name) {
  if (!decoders.has(name)) {
    const sdk = name === 'onnxruntime-web' ? await open('wasm') : null;
    const started = performance.now();
    const decoder = sdk ? await openOrt(sdk) : await openSdk(name, await fetchBytes('/decoder.bin'));
    decoders.set(name, { ...decoder, created: performance.now() - started });
  }
  return decoders.get(name);
}

async function timed(decoder, container) {
  const started = performance.now();
  const { image, stages } = await decoder.decode(container);
  return { milliseconds: performance.now() - started, stages, image };
}

async function fetchBytes(url) {
  return new Uint8Array(await (await fetch(url)).arrayBuffer());
}

/** Largest difference of a sample, and PSNR in dB, of two images: RGBA, or padded RGB. */
function difference({ width, height, data }, other) {
  const at = other.padded ? (y, x, c) => other.padded[(y * other.stride + x) * 3 + c] : (y, x, c) => other.data[(y * width + x) * 4 + c];
  let largest = 0;
  let squares = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < 3; c++) {
        const d = Math.abs(data[(y * width + x) * 4 + c] - at(y, x, c));
        largest = Math.max(largest, d);
        squares += d * d;
      }
    }
  }
  return { largest, psnr: 10 * Math.log10(255 ** 2 / (squares / (width * height * 3))) };
}
