import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createWasmRuntime, ModelFile, withChosenDecoder } from '../dist/decoder.js';
import { wholeModel, wholeModelBytes } from './support/whole-model.mjs';

const withLight = new ModelFile(wholeModelBytes({ light: { width: 32, blocks: 1 } }));

for (const [fullDecoderBudget, expected] of [[0, 'light'], [Infinity, 'full'], [NaN, 'full']]) {
  test(`a budget of ${fullDecoderBudget} ms a megapixel is for the ${expected} decoder, after measuring the full one`, async () => {
    const log = [];
    const runtime = await withChosenDecoder(logging(log), { fullDecoderBudget })(withLight);
    assert.equal(runtime.decoder, expected);
    assert.ok(log.filter((entry) => entry === 'full decodes').length > 3, log.join());
    assert.ok(!log.includes('light decodes'));
  });
}

for (const decoder of ['full', 'light']) {
  test(`the ${decoder} decoder on demand costs no measurement`, async () => {
    const log = [];
    const runtime = await withChosenDecoder(logging(log), { decoder, fullDecoderBudget: decoder === 'full' ? 0 : Infinity })(withLight);
    assert.equal(runtime.decoder, decoder);
    assert.deepEqual(log, [`${decoder} made`]);
  });
}

for (const decoder of ['measured', 'light']) {
  test(`a model without a light decoder has nothing to choose (${decoder})`, async () => {
    const log = [];
    const runtime = await withChosenDecoder(logging(log), { decoder, fullDecoderBudget: 0 })(wholeModel);
    assert.equal(runtime.decoder, 'full');
    assert.deepEqual(log.filter((entry) => entry.endsWith('decodes')), []);
  });
}

test('a runtime that fails while it is measured is kept: its first picture will tell', async () => {
  const failing = { name: 'webgpu', decoder: 'full', synthesize: () => Promise.reject(new Error('gone')), dispose: () => assert.fail() };
  assert.equal(await withChosenDecoder(async () => failing, { fullDecoderBudget: 0 })(withLight), failing);
});

/** Makes WebAssembly runtimes, and writes down what is asked of them. */
function logging(log) {
  return async (model, options) => {
    const runtime = await createWasmRuntime(model, options);
    log.push(`${options.decoder} made`);
    const { synthesize } = runtime;
    runtime.synthesize = (symbols) => {
      log.push(`${options.decoder} decodes`);
      return synthesize.call(runtime, symbols);
    };
    return runtime;
  };
}
