interface Waiting {
  readonly url: string;
  start(): void;
}

/** Pictures wait here for the decoder: the visible ones first, then in the order in which the page asked for them. */
export class DecodeQueue {
  private readonly waiting: Waiting[] = [];
  private visible = new Set<string>();
  private running = 0;

  constructor(private readonly concurrency = 1) {}

  /** Runs a decode when it is its turn. One that is aborted while it waits is never run. */
  async run<T>(url: string, signal: AbortSignal, decode: () => Promise<T>): Promise<T> {
    if (this.running < this.concurrency) {
      this.running++;
    } else {
      await this.turn(url, signal);
    }
    try {
      signal.throwIfAborted();
      return await decode();
    } finally {
      this.running--;
      // A decode may hold the thread from its first to its last line: other events of the worker come between two of them.
      setTimeout(() => this.next());
    }
  }

  /** Tells which pictures are in the viewport. */
  show(urls: readonly string[]): void {
    this.visible = new Set(urls);
  }

  private turn(url: string, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const entry = { url, start: resolve };
      const leave = () => {
        const index = this.waiting.indexOf(entry);
        if (index >= 0) {
          this.waiting.splice(index, 1);
          reject(signal.reason as Error);
        }
      };
      this.waiting.push(entry);
      signal.addEventListener('abort', leave, { once: true });
    });
  }

  private next(): void {
    if (this.running < this.concurrency && this.waiting.length > 0) {
      const first = this.waiting.findIndex((entry) => this.visible.has(entry.url));
      this.running++;
      this.waiting.splice(Math.max(first, 0), 1)[0].start();
    }
  }
}
