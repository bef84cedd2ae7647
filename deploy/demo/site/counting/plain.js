// Counts what the plain gallery's pictures cost. The page needs none of this.
import { Board, imageOf } from './board.js';

const kinds = { 'image/webp': 'WebP', 'image/jpeg': 'JPEG', 'image/png': 'PNG' };
const board = new Board('Plain');

new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    const image = imageOf(entry.name);
    if (image) {
      // The body's size is told even where the browser had the file already, so that a second visit counts alike.
      board.add(image, kinds[entry.contentType] ?? 'image', entry.encodedBodySize, entry.duration);
    }
  }
}).observe({ type: 'resource', buffered: true });
