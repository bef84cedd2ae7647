// Builds dist/: the kernels by AssemblyScript, then what a site serves, by esbuild, then the types.
//   vaegateway.js     ES module of the page
//   decode-worker.js  ES module of the dedicated worker that decodes for the page
//   worker.js         service worker, one classic script
//   helper-worker.js  ES module of the workers that pages lend the service worker
//   decoder.js        ES module of the decoder alone, without page and worker
// usage: node build.mjs
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import { build } from 'esbuild';

process.chdir(fileURLToPath(new URL('.', import.meta.url)));
await mkdir('obj', { recursive: true });
await assemble('kernels');
await assemble('kernels-relaxed', ['--enable', 'relaxed-simd']);
await bundle({ entryPoints: { vaegateway: 'src/index.ts', 'decode-worker': 'src/decode-worker.ts', 'helper-worker': 'src/helper-worker.ts', decoder: 'src/decoder-entry.ts' }, format: 'esm' });
if (existsSync('src/service-worker.ts')) {
  await bundle({ entryPoints: { worker: 'src/service-worker.ts' }, format: 'iife' });
}
execFileSync('node_modules/.bin/tsc', ['--emitDeclarationOnly', '--declaration', '--outDir', 'dist/types'], { stdio: 'inherit' });

async function assemble(name, options = []) {
  const { error, stderr } = await asc.main([
    'src/wasm/assembly/index.ts',
    '--outFile', `obj/${name}.wasm`,
    '--runtime', 'stub',
    '--enable', 'simd', ...options,
    '--use', 'abort=',
    '--optimizeLevel', '3', '--shrinkLevel', '0', '--converge', '--noAssert',
    // Addresses are ours: nothing is allocated by AssemblyScript.
    '--memoryBase', '1024',
  ]);
  if (error) {
    throw new Error(`${error.message}\n${stderr}`);
  }
}

function bundle(options) {
  return build({
    bundle: true,
    minify: true,
    sourcemap: false,
    target: 'es2022',
    outdir: 'dist',
    legalComments: 'none',
    loader: { '.wasm': 'binary', '.wgsl': 'text' },
    logLevel: 'warning',
    ...options,
  });
}
