// A line of a given speed to a server: a TCP proxy that hands bytes on no faster, counts them, and counts requests.
// One stream of bytes for all connections together, in turns, as on a visitor's own line. No latency is added.
import { connect, createServer } from 'node:net';

const sliceBytes = 4096;

export class Line {
  bytes = 0;
  requests = 0;
  #queue = [];
  #busyUntil = 0;
  #isSending = false;
  #server;
  #sockets = new Set();

  /** @param targetPort on 127.0.0.1; @param bitsPerSecond from there, or Infinity */
  constructor(targetPort, bitsPerSecond) {
    this.bitsPerSecond = bitsPerSecond;
    this.#server = createServer((client) => this.#join(client, connect(targetPort, '127.0.0.1')));
  }

  async open(port) {
    await new Promise((done, failed) => this.#server.on('error', failed).listen(port, '127.0.0.1', done));
  }

  async close() {
    this.#sockets.forEach((socket) => socket.destroy());
    await new Promise((done) => this.#server.close(done));
  }

  #join(client, server) {
    for (const [socket, other] of [[client, server], [server, client]]) {
      socket.setNoDelay(true);
      this.#sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => this.#sockets.delete(socket));
    }
    client.on('data', (data) => {
      // Without pipelining every request begins a piece of its own.
      this.requests += /^(GET|HEAD|POST) /.test(data.subarray(0, 5).toString('latin1')) ? 1 : 0;
      server.write(data);
    });
    client.on('end', () => server.end());
    server.on('data', (data) => {
      server.pause();
      this.#queue.push({ client, server, data });
      this.#send();
    });
    server.on('end', () => (this.#queue.some((piece) => piece.server === server) ? server.once('drained', () => client.end()) : client.end()));
  }

  async #send() {
    if (this.#isSending) {
      return;
    }
    this.#isSending = true;
    while (this.#queue.length > 0) {
      const piece = this.#queue.shift();
      const slice = piece.data.subarray(0, Number.isFinite(this.bitsPerSecond) ? sliceBytes : piece.data.length);
      await this.#wait(slice.length);
      this.bytes += slice.length;
      piece.client.write(slice);
      piece.data = piece.data.subarray(slice.length);
      if (piece.data.length > 0) {
        this.#queue.push(piece);
      } else {
        piece.server.resume();
        piece.server.emit('drained');
      }
    }
    this.#isSending = false;
  }

  // Timers are no finer than a millisecond: it goes on while it is not ahead of the line's own time, and waits when it is.
  async #wait(bytes) {
    const now = performance.now();
    this.#busyUntil = Math.max(this.#busyUntil, now - 2) + (bytes * 8000) / this.bitsPerSecond;
    if (this.#busyUntil - now > 1) {
      await new Promise((done) => setTimeout(done, this.#busyUntil - now));
    }
  }
}
