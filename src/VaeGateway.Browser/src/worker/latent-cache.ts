import { mayKeep, mayServeOffline } from './cache-rules';
import { cachePrefix } from './messages';

const cacheName = `${cachePrefix}latents-1`;
const defaultMaxBytes = 32 * 1024 * 1024;

interface Entry {
  bytes: number;
  /** Names the bytes, so that the same ones are not written again on each visit; '' if the answer had no entity tag. */
  tag: string;
  model: string;
}

/** The latents of pictures that were seen, for when the network is gone. Those not seen for longest make room for new ones. */
export class LatentCache {
  /** By URL, the one not used for longest first. Null until read. */
  private entries: Promise<Map<string, Entry>> | null = null;
  private writing: Promise<void> | null = null;

  constructor(
    private readonly indexUrl: string,
    private readonly maxBytes = defaultMaxBytes,
  ) {}

  /** Keeps a latent if its answer allows it; a kept one that the new answer forbids is dropped. */
  async keep(url: string, model: string, headers: Headers, latent: Uint8Array<ArrayBuffer>): Promise<void> {
    if (!mayKeep(headers) || latent.length > this.maxBytes / 4) {
      return this.drop(url);
    }
    const entries = await this.read();
    const known = entries.get(url);
    const entry = { bytes: latent.length, tag: headers.get('ETag') ?? '', model };
    entries.delete(url);
    entries.set(url, entry);
    if (!known || entry.tag === '' || known.tag !== entry.tag || known.model !== model) {
      const cache = await caches.open(cacheName);
      await this.makeRoom(cache, entries);
      await cache.put(url, new Response(latent, { headers: new Headers(headers) })).catch(() => entries.delete(url));
    }
    await this.write(entries);
  }

  /** The latent of a picture, if there is one of this model that may be served now. */
  async find(url: string, model: string): Promise<Response | null> {
    const entries = await this.read();
    const entry = entries.get(url);
    const kept = entry?.model === model ? await (await caches.open(cacheName)).match(url, { ignoreVary: true }) : undefined;
    if (!entry || !kept || !mayServeOffline(kept.headers, Date.now())) {
      return null;
    }
    entries.delete(url);
    entries.set(url, entry);
    await this.write(entries);
    return kept;
  }

  async drop(url: string): Promise<void> {
    const entries = await this.read();
    if (entries.delete(url)) {
      await (await caches.open(cacheName)).delete(url, { ignoreVary: true });
      await this.write(entries);
    }
  }

  /** Drops what no model in use decodes. */
  async dropOthers(models: readonly string[]): Promise<void> {
    for (const [url, { model }] of await this.read()) {
      if (!models.includes(model)) {
        await this.drop(url);
      }
    }
  }

  private async makeRoom(cache: Cache, entries: Map<string, Entry>): Promise<void> {
    let sum = [...entries.values()].reduce((bytes, entry) => bytes + entry.bytes, 0);
    for (const [url, { bytes }] of [...entries].slice(0, -1)) {
      if (sum <= this.maxBytes) {
        return;
      }
      sum -= bytes;
      entries.delete(url);
      await cache.delete(url, { ignoreVary: true });
    }
  }

  private read(): Promise<Map<string, Entry>> {
    this.entries ??= (async () => {
      const index = await (await caches.open(cacheName)).match(this.indexUrl);
      const found = (await index?.json().catch(() => undefined)) as [string, Entry][] | undefined;
      if (!found) {
        // Latents that no index names would never be found, or dropped.
        await caches.delete(cacheName);
      }
      return new Map(found ?? []);
    })();
    return this.entries;
  }

  /** Writes the index; changes that come while it is written go together into the next one. */
  private write(entries: Map<string, Entry>): Promise<void> {
    const previous = this.writing;
    const next = (previous ?? Promise.resolve()).then(async () => {
      if (this.writing === next) {
        await (await caches.open(cacheName)).put(this.indexUrl, Response.json([...entries])).catch(() => undefined);
      }
    });
    this.writing = next;
    return next;
  }
}
