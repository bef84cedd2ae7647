import { type OfferedModel, indexUrlOf, offeredModel } from './gateway-index';
import { cachePrefix } from './messages';

const cacheName = `${cachePrefix}models-1`;

/** A model's decoder.bin, whole. */
export interface StoredModel {
  readonly offer: OfferedModel;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The model of one gateway, kept in the Cache Storage: fetched once, checked against its hash whenever it is read. */
export class ModelStore {
  private readonly indexUrl: string;

  constructor(private readonly origin: string) {
    this.indexUrl = indexUrlOf(origin);
  }

  /** What is kept, without the network; null if there is nothing that is whole. */
  async kept(): Promise<StoredModel | null> {
    const cache = await caches.open(cacheName);
    const offer = await readOffer(await cache.match(this.indexUrl), this.origin);
    const file = offer && (await cache.match(offer.url));
    const bytes = file && (await verified(file, offer.sha256));
    return offer && bytes ? { offer, bytes } : null;
  }

  /**
   * Asks the gateway which model it serves now and fetches it unless it is the kept one.
   * Null: it serves none; 'same': it is the one with this hash; 'later': another, but nothing may be downloaded now. Throws where the gateway can't be reached or the file is not what it should be.
   */
  async renew(sha256: string | null, mayDownload: boolean): Promise<StoredModel | 'same' | 'later' | null> {
    const index = await fetch(this.indexUrl, { credentials: 'omit' });
    if (index.status >= 500) {
      throw new Error(`${this.indexUrl} answers with ${index.status}.`);
    }
    const offer = await readOffer(index.ok ? index.clone() : undefined, this.origin);
    if (offer && offer.sha256 === sha256) {
      return 'same';
    }
    if (!offer) {
      await this.clear();
      return null;
    }
    if (!mayDownload) {
      return 'later';
    }
    const bytes = await verified(await fetch(offer.url, { credentials: 'omit' }), offer.sha256);
    if (!bytes) {
      throw new Error(`${offer.url} is not what the gateway's index says it is.`);
    }
    await this.clear();
    const cache = await caches.open(cacheName);
    await cache.put(offer.url, new Response(bytes, { headers: { 'Content-Type': 'application/octet-stream' } }));
    await cache.put(this.indexUrl, index);
    return { offer, bytes };
  }

  private async clear(): Promise<void> {
    const cache = await caches.open(cacheName);
    for (const request of await cache.keys()) {
      if (new URL(request.url).origin === this.origin) {
        await cache.delete(request);
      }
    }
  }
}

async function readOffer(index: Response | undefined, origin: string): Promise<OfferedModel | null> {
  return index ? offeredModel(await index.json().catch(() => ({})), origin) : null;
}

async function verified(file: Response, sha256: string): Promise<Uint8Array<ArrayBuffer> | null> {
  if (!file.ok) {
    return null;
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('') === sha256 ? bytes : null;
}
