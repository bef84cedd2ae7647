// Opens a page in Chromium, waits for all of its images, saves a screenshot and prints what was seen as JSON:
//   { images: [{ src, currentSrc, naturalWidth, complete }], responses: [{ path, status, contentType, cacheStatus }] }
// usage: node gallery.mjs URL SCREENSHOT.png
import process from 'node:process';
import { chromium } from 'playwright-core';

const timeout = 60_000;
const [url, screenshot] = process.argv.slice(2);
if (!screenshot) {
  console.error('usage: node gallery.mjs URL SCREENSHOT.png');
  process.exit(2);
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    // Whatever a page asks for, nothing leaves this machine.
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  ],
});

try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const responses = [];
  page.on('response', (response) => responses.push(describe(response)));
  await page.goto(url, { waitUntil: 'load', timeout });
  const images = await page.evaluate(paintAll);
  await page.screenshot({ path: screenshot, fullPage: true, timeout });
  console.log(JSON.stringify({ images, responses }));
} finally {
  await browser.close();
}

function describe(response) {
  const headers = response.headers();
  return {
    path: new URL(response.url()).pathname,
    status: response.status(),
    contentType: headers['content-type'] ?? '',
    cacheStatus: headers['cache-status'] ?? '',
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
