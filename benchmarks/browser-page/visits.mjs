// Visits the sites that run.sh started, each kind of visit ROUNDS times by a visitor of its own, and writes page.json and page.md.
// usage: node visits.mjs RESULTS     (with ROUNDS, MEGABITS, PORT, PICTURES and COMMIT in the environment)
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, release, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { Line } from './line.mjs';
import { toMarkdown } from './report.mjs';

const { chromium } = createRequire(new URL('../../tests/browser/', import.meta.url))('playwright-core');
const timeout = 120_000;
const [results] = process.argv.slice(2);
const port = Number(process.env.PORT);
const rounds = Number(process.env.ROUNDS);
const megabits = Number(process.env.MEGABITS);
const gateway = port + 3;
const front = port + 4; // where visitors come in, whichever site it leads to

const kinds = [
  { name: 'nginx, JPEG quality 80', port: port + 1, path: '/' },
  { name: 'nginx, WebP quality 75', port, path: '/' },
  { name: 'gateway, without the SDK', port: gateway, path: '/' },
  { name: 'gateway, with the SDK, first visit', port: gateway, path: '/sdk/', until: 'sdk' },
  { name: 'gateway, with the SDK, next visit', port: gateway, path: '/sdk/', before: true },
];

const measurements = [];
let version;
for (const speed of [megabits, Infinity]) {
  for (let round = 0; round < rounds; round++) {
    for (const kind of kinds) {
      const found = await visit(kind, speed * 1e6);
      measurements.push({ kind: kind.name, megabits: Number.isFinite(speed) ? speed : null, round, ...found });
      console.error(`${kind.name}, ${speed} Mbit/s: ${JSON.stringify(found)}`);
    }
  }
}

const report = {
  date: new Date().toISOString(),
  commit: process.env.COMMIT,
  hardware: { cpu: cpus()[0].model, cores: cpus().length, memoryGb: Math.round(totalmem() / 1e8) / 10, kernel: release() },
  versions: { chromium: version, node: process.versions.node },
  settings: { pictures: Number(process.env.PICTURES), rounds, line: 'a TCP proxy, no latency added' },
  measurements,
};
writeFileSync(join(results, 'page.json'), `${JSON.stringify(report, null, 1)}\n`);
writeFileSync(join(results, 'page.md'), toMarkdown(report));
console.log(readFileSync(join(results, 'page.md'), 'utf8'));

async function visit({ port: target, path, until, before }, bitsPerSecond) {
  const line = new Line(target, before ? Infinity : bitsPerSecond);
  const profile = mkdtempSync(join(tmpdir(), 'vaegateway-visitor-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    viewport: { width: 1280, height: 800 },
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  });
  context.setDefaultTimeout(timeout);
  version = context.browser()?.version() ?? version;
  try {
    await line.open(front);
    const url = `http://127.0.0.1:${front}${path}`;
    if (before) {
      // A visitor who was here: the SDK and its model are there, the pictures are not.
      const earlier = await context.newPage();
      await earlier.goto(url, { waitUntil: 'load' });
      await earlier.evaluate(sdkReady);
      await (await context.newCDPSession(earlier)).send('Network.clearBrowserCache');
      await earlier.close();
      line.bitsPerSecond = bitsPerSecond;
    }
    const page = await context.newPage();
    const cpuBefore = cpuSeconds(profile);
    const [bytes, requests] = [line.bytes, line.requests];
    await page.goto(url, { waitUntil: 'commit' });
    const { lastPictureSeconds, decoded } = await page.evaluate(lastPicture);
    const cpu = cpuSeconds(profile) - cpuBefore;
    if (until === 'sdk') {
      await page.evaluate(sdkReady);
    }
    return {
      bytes: line.bytes - bytes, requests: line.requests - requests, lastPictureSeconds, cpuSeconds: Math.round(cpu * 100) / 100, decoded,
      ...(until === 'sdk' ? { cpuSecondsUntilReady: Math.round((cpuSeconds(profile) - cpuBefore) * 100) / 100 } : {}),
    };
  } finally {
    await context.close();
    await line.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

// Runs in the page: seconds since the navigation began until the last picture was painted, and how many the SDK decoded.
async function lastPicture() {
  while (document.readyState === 'loading') {
    await new Promise((done) => setTimeout(done, 5));
  }
  const images = [...document.images];
  await Promise.all(images.map((image) => image.decode()));
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const seconds = performance.now() / 1000;
  const counters = await window.sdk?.counters();
  return { lastPictureSeconds: Math.round(seconds * 1000) / 1000, decoded: counters?.pictures ?? 0 };
}

// Runs in the page: waits until the SDK is in charge and has its model.
async function sdkReady() {
  while (!navigator.serviceWorker.controller || !(await window.sdk?.counters())?.model) {
    await new Promise((done) => setTimeout(done, 20));
  }
}

// Processor time of every process of the Chromium with this profile.
function cpuSeconds(profile) {
  const processes = new Map();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      processes.set(Number(pid), { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]), command: readFileSync(`/proc/${pid}/cmdline`, 'utf8') });
    } catch {
      // It has just ended.
    }
  }
  const roots = [...processes].filter(([, { command }]) => command.includes(`--user-data-dir=${profile}`)).map(([pid]) => pid);
  const family = new Set(roots);
  for (let size = -1; size !== family.size; ) {
    size = family.size;
    processes.forEach(({ parent }, pid) => family.has(parent) && family.add(pid));
  }
  return [...family].reduce((sum, pid) => sum + processes.get(pid).ticks, 0) / 100;
}
