import { indexPath } from './messages';

/** The decoder that a gateway offers. */
export interface OfferedModel {
  /** Name of the model, as it goes into Accept. */
  readonly id: string;
  /** Hash of decoder.bin, lower-case hexadecimal. */
  readonly sha256: string;
  /** Where decoder.bin is, on the gateway's own origin. */
  readonly url: string;
}

interface Index {
  readonly unavailable: string | null;
  readonly model: { readonly id: string; readonly decoder: { readonly sha256: string; readonly url: string } | null };
}

export function indexUrlOf(origin: string): string {
  return origin + indexPath;
}

/** Reads the gateway's index of the SDK. Null: it serves no model that browsers can decode. */
export function offeredModel(index: unknown, origin: string): OfferedModel | null {
  const { unavailable, model } = index as Index;
  if (unavailable || !model?.decoder || !/^[\w.-]{1,64}$/.test(model.id)) {
    return null;
  }
  const url = new URL(model.decoder.url, origin);
  return url.origin === origin ? { id: model.id, sha256: model.decoder.sha256, url: url.href } : null;
}
