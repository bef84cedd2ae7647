import { keepNote, recallNote } from './measurement-notes';
import type { ModelFile } from './model-file';
import type { Runtime } from './runtime';
import type { DecoderKind } from './synthesis-network';
import { syntheticSymbols } from './synthetic-symbols';

/** Milliseconds a megapixel that the full decoder may take unless told otherwise: that of the .NET SDK. */
export const defaultFullDecoderBudget = 125;

// Pixels a side of what is decoded to measure: much longer than a clock's tick, and than a GPU takes for any small picture.
const sides: Record<Runtime['name'], number> = { wasm: 256, webgpu: 512 };
const leastDecodes = 3;
const leastMilliseconds = 300; // browsers compile a second time, for speed, what has run a while

/** Which decoder to use, where a model has two. */
export interface DecoderChoice {
  /**
   * 'full' or 'light' for the one or the other, whatever it takes; a model without a light one has only the full one. Default: 'measured', the
   * full one where it is fast enough here.
   */
  readonly decoder?: DecoderKind | 'measured';
  /** Fast enough is the full decoder up to so many milliseconds a megapixel. Default: {@link defaultFullDecoderBudget}. */
  readonly fullDecoderBudget?: number;
}

type CreateRuntime = (model: ModelFile, options: { readonly decoder: DecoderKind }) => Promise<Runtime>;

/** What the full decoder took, and on what. */
interface Speed {
  readonly runtime: Runtime['name'];
  readonly millisecondsPerMegapixel: number;
}

/**
 * Makes runtimes with the chosen decoder. The first time that a browser meets a model with two, the full one decodes a small
 * synthetic latent; how fast it was is kept with the browser's and the model's names, so that the next start need not measure.
 */
export function withChosenDecoder(create: CreateRuntime, choice: DecoderChoice = {}): (model: ModelFile) => Promise<Runtime> {
  const { decoder, fullDecoderBudget = defaultFullDecoderBudget } = choice;
  const fitting = ({ millisecondsPerMegapixel }: Speed) => (millisecondsPerMegapixel > fullDecoderBudget ? 'light' : 'full');
  return async (model) => {
    if (!model.facts.light || decoder === 'full' || decoder === 'light') {
      return create(model, { decoder: decoder === 'light' ? 'light' : 'full' });
    }
    const known = await recallSpeed(model);
    const made = known && (await create(model, { decoder: fitting(known) }));
    if (made && made.name === known.runtime) {
      return told(made, model, known, fullDecoderBudget);
    }
    made?.dispose();
    const full = await create(model, { decoder: 'full' });
    const speed = await measure(full, model);
    if (!speed) {
      return full;
    }
    await keepNote('decoder', model, JSON.stringify(speed));
    if (fitting(speed) === 'full') {
      return told(full, model, speed, fullDecoderBudget);
    }
    full.dispose();
    return told(await create(model, { decoder: 'light' }), model, speed, fullDecoderBudget);
  };
}

/** The fastest of some decodes; null where it can't be had, which the first picture will tell of. */
async function measure(runtime: Runtime, model: ModelFile): Promise<Speed | null> {
  const side = sides[runtime.name];
  const symbols = syntheticSymbols(model, side);
  let least = Infinity;
  try {
    await runtime.synthesize(symbols); // warms up
    const end = performance.now() + leastMilliseconds;
    for (let count = 0; count < leastDecodes || performance.now() < end; count++) {
      await othersTurn();
      const started = performance.now();
      await runtime.synthesize(symbols);
      least = Math.min(least, performance.now() - started);
    }
  } catch {
    return null;
  }
  return { runtime: runtime.name, millisecondsPerMegapixel: least / ((side * side) / 1e6) };
}

/** A decode may hold the thread from its first to its last line: other events of the worker come between two of them. */
function othersTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

async function recallSpeed(model: ModelFile): Promise<Speed | null> {
  try {
    return JSON.parse((await recallNote('decoder', model)) ?? 'null') as Speed | null;
  } catch {
    return null;
  }
}

/** Shows the developer which one it became, and why. */
function told(runtime: Runtime, model: ModelFile, { millisecondsPerMegapixel }: Speed, budget: number): Runtime {
  console.debug(
    `VaeGateway: the ${runtime.decoder} decoder of ${model.facts.id}, by ${runtime.name}. The full one takes ` +
      `${millisecondsPerMegapixel.toFixed(0)} ms a megapixel here and may take ${budget}.`,
  );
  return runtime;
}
