// In which file a service worker should hand a decoded picture to the browser: milliseconds to write and to show it, in Chromium.
// usage: node answer-format.mjs [WIDTH HEIGHT]     (after tests/setup.sh, and a build of src/VaeGateway.Browser)
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { createRequire } from 'node:module';
import { buildSync } from '../../src/VaeGateway.Browser/node_modules/esbuild/lib/main.js';

const { chromium } = createRequire(new URL('../../tests/browser/', import.meta.url))('playwright-core');
const [width, height] = process.argv.slice(2).map(Number).concat([768, 512]);
const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const bmp = buildSync({ entryPoints: [path('../../src/VaeGateway.Browser/src/bmp.ts')], bundle: true, format: 'iife', globalName: 'bmp', write: false });

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
try {
  const page = await browser.newPage();
  await page.addScriptTag({ content: bmp.outputFiles[0].text });
  await page.addScriptTag({ content: readFileSync(path('stored-png.js'), 'utf8') });
  console.log(`${width} x ${height}, Chromium ${browser.version()}, median of 15`);
  console.table(await page.evaluate(measure, { width, height }));
} finally {
  await browser.close();
}

// Runs in the page.
async function measure({ width, height }) {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < data.length; i++) {
    data[i] = i % 4 === 3 ? 255 : 128 + 60 * Math.sin(i / 97) + 60 * Math.cos(i / (width * 23)) + Math.random() * 12;
  }
  const image = { width, height, data };
  const canvas = async (type) => {
    const surface = new OffscreenCanvas(width, height);
    surface.getContext('2d').putImageData(new ImageData(data, width, height), 0, 0);
    return surface.convertToBlob({ type, quality: 1 });
  };
  const formats = {
    'BMP, 24 bits': () => new Blob([window.bmp.writeBmp(image)], { type: 'image/bmp' }),
    'PNG, not compressed': () => new Blob([window.storedPng(image)], { type: 'image/png' }),
    'PNG of a canvas': () => canvas('image/png'),
  };
  const table = {};
  for (const [name, write] of Object.entries(formats)) {
    const written = [];
    const shown = [];
    let bytes = 0;
    for (let i = 0; i < 18; i++) {
      const start = performance.now();
      const blob = await write();
      const middle = performance.now();
      const element = new Image();
      element.src = URL.createObjectURL(blob);
      await element.decode();
      if (i >= 3) {
        written.push(middle - start);
        shown.push(performance.now() - middle);
      }
      bytes = blob.size;
      URL.revokeObjectURL(element.src);
    }
    const median = (times) => Number(times.sort((a, b) => a - b)[times.length >> 1].toFixed(1));
    table[name] = { bytes, 'write, ms': median(written), 'show, ms': median(shown) };
  }
  return table;
}
