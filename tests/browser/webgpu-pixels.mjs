// Decodes a latent in Chromium by the browser SDK's WebGPU runtime (in software), writes its pixels as R, G, B, A bytes and prints as JSON:
//   { width, height, complete, runtime, milliseconds: { open, first, second } }
// usage: node webgpu-pixels.mjs DECODER.bin LATENT.vgl PIXELS.rgba
import { readFile, writeFile } from 'node:fs/promises';
import process from 'node:process';
import { openBrowser } from './webgpu-browser.mjs';

const [model, latent, pixels] = process.argv.slice(2);
if (!pixels) {
  console.error('usage: node webgpu-pixels.mjs DECODER.bin LATENT.vgl PIXELS.rgba');
  process.exit(2);
}

const browser = await openBrowser({ '/model.bin': await readFile(model), '/latent.vgl': await readFile(latent) });
try {
  const { dataUrl, ...seen } = await browser.page.evaluate(decode);
  await writeFile(pixels, Buffer.from(dataUrl.slice(dataUrl.indexOf(',') + 1), 'base64'));
  console.log(JSON.stringify(seen));
} finally {
  await browser.close();
}

// Runs in the page.
async function decode() {
  const { createWebGpuRuntime, LatentDecoder, ModelFile } = await import('./decoder.js');
  const bytes = async (path) => new Uint8Array(await (await fetch(path)).arrayBuffer());
  const timed = async (work) => {
    const started = performance.now();
    return [await work(), performance.now() - started];
  };
  const model = new ModelFile(await bytes('./model.bin'));
  const container = await bytes('./latent.vgl');
  const [decoder, open] = await timed(() => LatentDecoder.create(model, { createRuntime: createWebGpuRuntime }));
  const runtime = decoder.runtime.name;
  const [, first] = await timed(() => decoder.decode(container));
  const [{ width, height, data, complete }, second] = await timed(() => decoder.decode(container));
  const dataUrl = await new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.readAsDataURL(new Blob([data]));
  });
  return { width, height, complete, runtime, milliseconds: { open, first, second }, dataUrl };
}
