import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Imports a module of src/ that no script of dist/ exports. */
export async function source(name) {
  const { outputFiles } = await build({ entryPoints: [fileURLToPath(new URL(`../../src/${name}.ts`, import.meta.url))], bundle: true, format: 'esm', write: false });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}
