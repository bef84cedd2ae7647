import type { ModelFacts } from './model-file';

/** Which of a model's synthesis networks paints: its own, or the light one that a file may hold beside it, for slow machines. */
export type DecoderKind = 'full' | 'light';

/** One synthesis network of a file. The tensors `synthesis.inverse_gain`, `.overlap` and `.linear` serve both. */
export interface SynthesisNetwork {
  readonly kind: DecoderKind;
  /** What the names of its own tensors begin with. */
  readonly prefix: 'synthesis' | 'light';
  /** Channels at 1/8. */
  readonly width: number;
  readonly blocks: number;
}

/** The network of a kind; the full one where the file has no light one. */
export function synthesisNetwork({ light, width, synthesisBlocks }: ModelFacts, kind: DecoderKind = 'full'): SynthesisNetwork {
  return kind === 'light' && light
    ? { kind, prefix: 'light', width: light.width, blocks: light.blocks }
    : { kind: 'full', prefix: 'synthesis', width, blocks: synthesisBlocks };
}
