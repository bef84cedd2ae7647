import type { ModelFile } from './model-file';
import { cachePrefix } from './worker/messages';

const cacheName = `${cachePrefix}runtime-1`;

/** What a note is about: the faster runtime, or the full decoder's speed. */
export type NoteSubject = 'runtime' | 'decoder';

/** What was noted of this model in this browser, of this version; undefined where nothing was, or the browser keeps nothing. */
export async function recallNote(subject: NoteSubject, model: ModelFile): Promise<string | undefined> {
  try {
    return await (await (await caches.open(cacheName)).match(keyOf(subject, model)))?.text();
  } catch {
    return undefined;
  }
}

/** Keeps a note in the Cache Storage; a browser that keeps nothing measures anew. */
export async function keepNote(subject: NoteSubject, model: ModelFile, note: string): Promise<void> {
  try {
    await (await caches.open(cacheName)).put(keyOf(subject, model), new Response(note));
  } catch {
    // It is only a note.
  }
}

function keyOf(subject: NoteSubject, model: ModelFile): string {
  return `https://${subject}.invalid/${encodeURIComponent(`${model.facts.sha256} ${navigator.userAgent}`)}`;
}
