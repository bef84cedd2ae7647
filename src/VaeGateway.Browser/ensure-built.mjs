// Builds the SDK unless dist/ is newer than all that it is made of. Builds of .NET call it, several at a time perhaps: one builds, the others wait.
// exit code 3: it can't be built here (why is on standard output); 1: it should, but failed.
// usage: node ensure-built.mjs
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const cannot = 3;
const minNodeMajor = 20;
const pauseMilliseconds = 200;
const stamp = 'dist/build.stamp';
const lock = 'obj/build.lock';

process.chdir(fileURLToPath(new URL('.', import.meta.url)));
if (Number(process.versions.node.split('.')[0]) < minNodeMajor) {
  console.log(`Node.js ${process.versions.node} is too old; ${minNodeMajor} or newer is needed`);
  process.exit(cannot);
}

await takeLock();
process.on('exit', () => rmSync(lock, { recursive: true, force: true }));
if (!isFresh()) {
  install();
  rmSync('dist', { recursive: true, force: true });
  run('npm', ['run', 'build', '--silent'], 1);
  writeFileSync(stamp, '');
}

async function takeLock() {
  mkdirSync('obj', { recursive: true });
  for (;;) {
    try {
      mkdirSync(lock);
      writeFileSync(join(lock, 'pid'), String(process.pid));
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') {
        throw error;
      }
      if (isAbandoned()) {
        rmSync(lock, { recursive: true, force: true });
      }
      await setTimeout(pauseMilliseconds);
    }
  }
}

// A build that was killed leaves its lock behind.
function isAbandoned() {
  try {
    process.kill(Number(readFileSync(join(lock, 'pid'), 'utf8')), 0);
    return false;
  } catch (error) {
    const isJustTaken = error.code === 'ENOENT' && Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0) < 5_000;
    return !isJustTaken && error.code !== 'EPERM';
  }
}

function isFresh() {
  const built = statSync(stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = readdirSync('src', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const settings = readdirSync('.').filter((name) => /\.(json|mjs)$/.test(name));
  return built > 0 && [...sources, ...settings].every((file) => statSync(file).mtimeMs < built);
}

// npm's own record of what it installed is newer than the lock file unless the lock has changed since.
function install() {
  const record = 'node_modules/.package-lock.json';
  if (!existsSync(record) || statSync(record).mtimeMs <= statSync('package-lock.json').mtimeMs) {
    run('npm', ['ci', '--silent'], cannot);
  }
}

function run(program, args, exitCode) {
  const { status, error, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', shell: process.platform === 'win32' });
  if (status !== 0) {
    console.log(`${program} ${args.join(' ')} failed: ${error?.message ?? ''}${stdout ?? ''}${stderr ?? ''}`);
    process.exit(exitCode);
  }
}
