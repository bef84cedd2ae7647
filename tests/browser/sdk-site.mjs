// A site with the SDK and a model, on loopback, and a Chromium to look at it.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import process from 'node:process';
import { chromium } from 'playwright-core';

/** Where a gateway serves the SDK. */
export const sdk = '/.well-known/vaegateway/sdk';
const latentType = 'image/vnd.vaegateway.latent';

/**
 * `modelBytes`: the decoder.bin of a model `id`; `latents`: containers by path, for those who ask for latents.
 * Resolves to { browser, address, requests, close }; `requests`: the paths that were asked for.
 */
export async function openSdkSite({ id, modelBytes, latents = {} }) {
  const requests = [];
  const index = { unavailable: null, model: { id, decoder: { sha256: createHash('sha256').update(modelBytes).digest('hex'), url: '/model.bin' } } };
  const server = createServer((request, response) => {
    requests.push(request.url);
    void answer(request, response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
  });
  return {
    browser,
    address: `http://127.0.0.1:${server.address().port}/`,
    requests,
    async close() {
      await browser.close();
      server.close();
    },
  };

  async function answer({ url, headers }, response) {
    const path = url.split('?')[0];
    const script = path.startsWith(`${sdk}/`) ? path.slice(sdk.length + 1) : '';
    if (path === '/') {
      response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>SDK</title><link rel=icon href=data:,>');
    } else if (path === sdk) {
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify(index));
    } else if (path === '/model.bin') {
      response.end(modelBytes);
    } else if (/^[\w-]+\.js$/.test(script)) {
      response.setHeader('Content-Type', 'text/javascript').setHeader('Service-Worker-Allowed', '/');
      response.end(await readFile(new URL(`../../src/VaeGateway.Browser/dist/${script}`, import.meta.url)));
    } else if (path in latents && headers.accept.includes(latentType)) {
      response.setHeader('Content-Type', `${latentType}; model="${id}"`).end(latents[path]);
    } else {
      response.writeHead(404).end();
    }
  }
}

/** Runs in the page: an image's or a bitmap's R, G, B, A bytes as an array. */
export const pixelsScript = `(image) => {
  const [width, height] = [image.naturalWidth ?? image.width, image.naturalHeight ?? image.height];
  const context = new OffscreenCanvas(width, height).getContext('2d');
  context.drawImage(image, 0, 0);
  return [...context.getImageData(0, 0, width, height).data];
}`;
