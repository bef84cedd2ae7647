// A PNG whose deflate stream only stores: the least that a PNG can cost to write. For comparison with a BMP.
(() => {
  const maxStored = 65535;
  const table = new Uint32Array(256).map((_, n) => {
    let c = n;
    for (let k = 0; k < 8; k++) {
      c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    }
    return c >>> 0;
  });

  window.storedPng = ({ width, height, data }) => {
    const row = width * 3 + 1;
    const raw = new Uint8Array(row * height);
    for (let y = 0, from = 0; y < height; y++) {
      for (let x = 0, to = y * row + 1; x < width; x++, from += 4) {
        raw[to++] = data[from];
        raw[to++] = data[from + 1];
        raw[to++] = data[from + 2];
      }
    }
    const header = new Uint8Array(13);
    const view = new DataView(header.buffer);
    view.setUint32(0, width);
    view.setUint32(4, height);
    header.set([8, 2, 0, 0, 0], 8);
    return new Blob([new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', header), chunk('IDAT', stored(raw)), chunk('IEND', new Uint8Array(0))]);
  };

  function stored(raw) {
    const blocks = Math.ceil(raw.length / maxStored);
    const out = new Uint8Array(2 + raw.length + blocks * 5 + 4);
    const view = new DataView(out.buffer);
    out.set([0x78, 0x01]);
    let to = 2;
    for (let from = 0; from < raw.length; from += maxStored) {
      const length = Math.min(maxStored, raw.length - from);
      out[to] = from + length === raw.length ? 1 : 0;
      view.setUint16(to + 1, length, true);
      view.setUint16(to + 3, ~length & 0xffff, true);
      out.set(raw.subarray(from, from + length), to + 5);
      to += 5 + length;
    }
    view.setUint32(to, adler(raw));
    return out;
  }

  function adler(bytes) {
    let a = 1;
    let b = 0;
    for (let i = 0; i < bytes.length; ) {
      for (const end = Math.min(i + 3800, bytes.length); i < end; i++) {
        a += bytes[i];
        b += a;
      }
      a %= 65521;
      b %= 65521;
    }
    return ((b << 16) | a) >>> 0;
  }

  function chunk(type, body) {
    const out = new Uint8Array(12 + body.length);
    const view = new DataView(out.buffer);
    view.setUint32(0, body.length);
    out.set([...type].map((c) => c.charCodeAt(0)), 4);
    out.set(body, 8);
    let crc = 0xffffffff;
    for (let i = 4; i < 8 + body.length; i++) {
      crc = table[(crc ^ out[i]) & 255] ^ (crc >>> 8);
    }
    view.setUint32(8 + body.length, (crc ^ 0xffffffff) >>> 0);
    return out;
  }
})();
