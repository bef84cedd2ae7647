import { type Counters, type PictureKind, type PictureReport, pictureChannel } from './messages';

/** Counts what the worker did, and tells pages that listen. */
export class Tally {
  runtime: string | null = null;
  decoder: string | null = null;
  private readonly since = Date.now();
  private readonly count: Record<PictureKind, number> = { latent: 0, ordinary: 0, fallback: 0, offline: 0 };
  private latentBytes = 0;
  private decodeMilliseconds = 0;
  private readonly channel = new BroadcastChannel(pictureChannel);

  add(report: PictureReport): void {
    this.count[report.kind]++;
    if (report.kind === 'latent') {
      this.latentBytes += report.bytes ?? 0;
      this.decodeMilliseconds += report.decodeMilliseconds;
    }
    this.channel.postMessage(report);
  }

  read(model: string | null): Counters {
    const { since, runtime, decoder, latentBytes, decodeMilliseconds, count } = this;
    return {
      since, model, runtime, decoder, latentBytes, decodeMilliseconds,
      pictures: count.latent, ordinary: count.ordinary, fallbacks: count.fallback, offline: count.offline,
    };
  }
}
