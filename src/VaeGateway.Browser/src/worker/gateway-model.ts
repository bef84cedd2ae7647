import { type DecoderOptions, LatentDecoder } from '../decoder';
import { ModelFile } from '../model-file';
import { ModelStore, type StoredModel } from './model-store';

const renewalMilliseconds = 300_000;

/** A model and its decoder, which may still be in the making. */
export interface UsableModel {
  readonly id: string;
  readonly decoder: Promise<LatentDecoder>;
}

/** The model of one gateway in this worker: there at once if it was kept, replaced when the gateway serves another. */
export class GatewayModel {
  private readonly store: ModelStore;
  private starting: Promise<void> | null = null;
  private renewing: Promise<void> | null = null;
  private renewed = Number.NEGATIVE_INFINITY;
  private current: (UsableModel & { readonly sha256: string }) | null = null;

  constructor(
    origin: string,
    private readonly options: DecoderOptions,
    private readonly whenChanged: (id: string | null) => Promise<void>,
  ) {
    this.store = new ModelStore(origin);
  }

  /** Name of the model in use; null while there is none. */
  get id(): string | null {
    return this.current?.id ?? null;
  }

  /** The model, without waiting for the network; null while there is none. */
  async usable(): Promise<UsableModel | null> {
    this.starting ??= this.start();
    await this.starting;
    return this.current;
  }

  /** Asks the gateway now and then whether its model is another. Never throws: what is kept goes on. */
  async renew(): Promise<void> {
    await this.usable();
    if (performance.now() - this.renewed < renewalMilliseconds) {
      return this.renewing ?? undefined;
    }
    this.renewed = performance.now();
    this.renewing = this.fetchAnother().catch((error: unknown) => {
      console.warn('VaeGateway: no model from the gateway.', error);
    });
    return this.renewing;
  }

  /** A decoder that can't be made is not tried again by this worker; pictures come as ordinary images. */
  private use({ offer, bytes }: StoredModel): void {
    const decoder = (async () => LatentDecoder.create(new ModelFile(bytes), this.options))();
    const model = { id: offer.id, sha256: offer.sha256, decoder };
    const previous = this.current;
    this.current = model;
    decoder.catch((error: unknown) => {
      console.warn(`VaeGateway: model ${offer.id} can't be used here.`, error);
      if (this.current === model) {
        this.current = null;
      }
    });
    void previous?.decoder.then((old) => old.dispose()).catch(() => undefined);
  }

  private async start(): Promise<void> {
    const kept = await this.store.kept().catch(() => null);
    if (kept) {
      this.use(kept);
    }
  }

  private async fetchAnother(): Promise<void> {
    const found = await this.store.renew(this.current?.sha256 ?? null, !savesData());
    if (found === 'same' || found === 'later') {
      return;
    }
    if (found) {
      this.use(found);
    } else {
      this.current = null;
    }
    await this.whenChanged(this.id);
  }
}

/** Who pays for every byte is not made to download a model for pictures that may never come. */
function savesData(): boolean {
  return (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;
}
