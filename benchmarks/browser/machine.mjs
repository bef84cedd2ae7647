import { cpus, release, totalmem } from 'node:os';

/** What it ran on, in words. */
export function machine() {
  const processors = cpus();
  return `${processors[0].model.trim()}, ${processors.length} cores, ${(totalmem() / 1e9).toFixed(1)} GB, Linux ${release()}`;
}
