import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const { chromium } = createRequire(at('../../tests/browser/package.json'))('playwright-core');

const folders = {
  '/sdk/': at('../../src/VaeGateway.Browser/dist/'),
  '/ort/': at('../../tests/onnxruntime-web/node_modules/onnxruntime-web/dist/'),
  '/page/': at('./page/'),
};
const types = { js: 'text/javascript', mjs: 'text/javascript', wasm: 'application/wasm' };

/** A headless Chromium on a page of ours, on loopback. `files`: further files by path. */
export async function openChromium(files, { webGpu = false } = {}) {
  const server = createServer((request, response) => void answer(request.url, files, response));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
      // Whatever a page asks for, nothing leaves this machine.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      ...(webGpu ? ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader', '--enable-features=Vulkan'] : ['--disable-gpu']),
    ],
  });
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(String(error)));
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  return {
    version: browser.version(),
    measure: (what) => page.evaluate(async (options) => (await import('/page/measure.mjs')).measure(options), what),
    async close() {
      await browser.close();
      server.close();
    },
  };
}

async function answer(url, files, response) {
  const path = url.split('?')[0];
  const folder = Object.keys(folders).find((prefix) => path.startsWith(prefix));
  const file = files[path] ?? (folder && !path.includes('..') ? folders[folder] + path.slice(folder.length) : null);
  if (path === '/') {
    response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>Benchmark</title>');
  } else if (file) {
    response.setHeader('Content-Type', types[file.split('.').at(-1)] ?? 'application/octet-stream').end(await readFile(file));
  } else {
    response.writeHead(404).end();
  }
}
