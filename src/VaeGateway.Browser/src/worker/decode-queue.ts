interface Waiting<Seat> {
  readonly url: string;
  start(seat: Seat): void;
}

/** Pictures wait here for a decoder: the visible ones first, then in the order in which the page asked for them. */
export class DecodeQueue<Seat> {
  private readonly waiting: Waiting<Seat>[] = [];
  private readonly free: Seat[] = [];
  private readonly gone = new Set<Seat>();
  private visible = new Set<string>();

  /** How many pictures wait. */
  get length(): number {
    return this.waiting.length;
  }

  /** A further decoder, for one picture at a time. */
  add(seat: Seat): void {
    this.free.push(seat);
    this.next();
  }

  /** A decoder that is no more. */
  remove(seat: Seat): void {
    const index = this.free.indexOf(seat);
    if (index >= 0) {
      this.free.splice(index, 1);
    } else {
      this.gone.add(seat);
    }
  }

  /** Runs a decode when it is its turn. One that is aborted while it waits is never run. */
  async run<T>(url: string, signal: AbortSignal, decode: (seat: Seat) => Promise<T>): Promise<T> {
    const seat = this.free.shift() ?? (await this.turn(url, signal));
    try {
      signal.throwIfAborted();
      return await decode(seat);
    } finally {
      // A decode may hold the thread from its first to its last line: other events of the worker come between two of them.
      setTimeout(() => this.leave(seat));
    }
  }

  /** Tells which pictures are in the viewport. */
  show(urls: readonly string[]): void {
    this.visible = new Set(urls);
  }

  private turn(url: string, signal: AbortSignal): Promise<Seat> {
    return new Promise((resolve, reject) => {
      const entry = { url, start: resolve };
      this.waiting.push(entry);
      const leave = () => {
        const index = this.waiting.indexOf(entry);
        if (index >= 0) {
          this.waiting.splice(index, 1);
          reject(signal.reason as Error);
        }
      };
      signal.addEventListener('abort', leave, { once: true });
    });
  }

  private leave(seat: Seat): void {
    if (!this.gone.delete(seat)) {
      this.add(seat);
    }
  }

  private next(): void {
    const seat = this.waiting.length > 0 ? this.free.shift() : undefined;
    if (seat !== undefined) {
      const first = this.waiting.findIndex((entry) => this.visible.has(entry.url));
      this.waiting.splice(Math.max(first, 0), 1)[0].start(seat);
    }
  }
}
