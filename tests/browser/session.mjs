// A Chromium that a test steers: reads commands from standard input, one JSON object a line, and answers each with one line of JSON.
//   { "do": "visit", "url": URL }        opens a page in a new tab, waits for its load and all of its images → { images, responses, warnings }
//   { "do": "evaluate", "script": TEXT } runs the body of an async function in the page that was opened last → its result
//   { "do": "screenshot", "path": FILE } saves what the page looks like → null
//   { "do": "fresh" }                    forgets everything, as a new visitor → null
//   { "do": "clearHttpCache" }           empties the browser's cache of files, but not what service workers keep → null
//   { "do": "stopWorkers" }              ends all service workers, which start anew when needed → null
// An answer is { "result": … } or { "error": TEXT }.
// usage: node session.mjs [--webgpu]
import process from 'node:process';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

const timeout = 60_000;
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
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
    // WebGPU without a GPU: computed by the processor.
    ...(process.argv.includes('--webgpu') ? ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader', '--enable-features=Vulkan'] : ['--disable-gpu']),
  ],
});

let context;
let page;
const commands = { visit, evaluate, screenshot, fresh, clearHttpCache, stopWorkers };

try {
  await fresh();
  for await (const line of createInterface({ input: process.stdin })) {
    const command = JSON.parse(line);
    const answer = await commands[command.do](command).then((result = null) => ({ result }), (error) => ({ error: String(error?.stack ?? error) }));
    console.log(JSON.stringify(answer));
  }
} finally {
  await browser.close();
}

async function fresh() {
  await context?.close();
  context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  context.setDefaultTimeout(timeout);
  page = null;
}

async function clearHttpCache() {
  const protocol = await context.newCDPSession(page);
  await protocol.send('Network.clearBrowserCache');
  await protocol.detach();
}

async function stopWorkers() {
  const protocol = await context.newCDPSession(page);
  await protocol.send('ServiceWorker.enable');
  await protocol.send('ServiceWorker.stopAllWorkers');
  await protocol.detach();
}

async function visit({ url }) {
  await page?.close();
  page = await context.newPage();
  const responses = [];
  const warnings = [];
  page.on('response', (response) => responses.push(describe(response)));
  page.on('console', (message) => warnings.push(message.text()));
  page.on('pageerror', (error) => warnings.push(String(error)));
  await page.goto(url, { waitUntil: 'load', timeout });
  const images = await page.evaluate(paintAll);
  return { images, responses, warnings };
}

async function evaluate({ script }) {
  let limit;
  const late = new Promise((_, reject) => {
    limit = setTimeout(() => reject(new Error(`The page did not answer within ${timeout} ms.`)), timeout);
  });
  return Promise.race([page.evaluate(`(async () => { ${script} })()`), late]).finally(() => clearTimeout(limit));
}

async function screenshot({ path }) {
  await page.screenshot({ path, fullPage: true });
}

function describe(response) {
  const headers = response.headers();
  return {
    path: new URL(response.url()).pathname,
    status: response.status(),
    contentType: headers['content-type'] ?? '',
    cacheStatus: headers['cache-status'] ?? '',
    fromServiceWorker: response.fromServiceWorker(),
  };
}

// Runs in the page. A broken image ends the wait as well: its naturalWidth is 0.
async function paintAll() {
  const images = [...document.images];
  for (const image of images) {
    image.loading = 'eager';
  }
  await Promise.all(images.map((image) => image.decode().catch(() => {})));
  return images.map(({ src, currentSrc, naturalWidth, complete }) => ({ src, currentSrc, naturalWidth, complete }));
}
