// A Chromium with WebGPU in software and a server on loopback for what the tests load into it.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import process from 'node:process';
import { chromium } from 'playwright-core';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const scripts = new Map([
  ['/decoder.js', here('../../src/VaeGateway.Browser/dist/decoder.js')],
  ['/webgpu-decode.mjs', here('webgpu-decode.mjs')],
]);

/** `files`: bytes by path, /model.bin among them. `webGpu`: false for a browser without. Resolves to { page, close }. */
export async function openBrowser(files, { webGpu = true } = {}) {
  const server = createServer((request, response) => void answer(request.url, files, response));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // Whatever a page asks for, nothing leaves this machine.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      ...(webGpu
        ? ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader', '--enable-features=Vulkan']
        : ['--disable-gpu', '--disable-features=WebGPU,WebGPUService', '--disable-blink-features=WebGPU']),
    ],
  });
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  const close = async () => {
    await browser.close();
    server.close();
  };
  return { page, close };
}

async function answer(path, files, response) {
  const script = scripts.get(path);
  if (script) {
    response.setHeader('Content-Type', 'text/javascript').end(await readFile(script));
  } else if (path in files) {
    response.setHeader('Content-Type', 'application/octet-stream').end(files[path]);
  } else if (path === '/') {
    response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>WebGPU</title>');
  } else {
    response.writeHead(404).end();
  }
}
