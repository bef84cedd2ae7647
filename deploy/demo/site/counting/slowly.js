// Shows each picture as it would come in over a slow line: the hyper-latent, which is first in the stream, gives a soft
// preview, and whatever has come since makes it sharper.
import { decode, decodeProgressively } from '/.well-known/vaegateway/sdk/vaegateway.js';

const bytesPerSecond = 100_000 / 8;
const pieceBytes = 256;

export async function showSlowly(gallery, figures, board) {
  const index = await (await fetch('/.well-known/vaegateway/sdk')).json();
  const images = [...figures].map((figure) => figure.querySelector('img'));
  const sources = images.map((image) => image.getAttribute('src'));
  images.forEach(replaceByCanvas);
  gallery.append(...figures);
  board.start();
  for (const [i, image] of images.entries()) {
    const started = performance.now();
    const response = await fetch(sources[i], { headers: { Accept: `${index.model.mediaType}, image/webp, image/*` } });
    const line = slowLine(response);
    const show = (bitmap) => paint(image, bitmap);
    let isWhole = false;
    const sharpen = async (preview) => {
      for (let soft = preview; !isWhole; soft = await decode(await new Blob(line.pieces).arrayBuffer())) {
        show(soft);
      }
    };
    const isLatent = response.headers.get('Content-Type').startsWith('image/vnd.vaegateway.latent');
    const sharp = isLatent ? await decodeProgressively(line.response, (preview) => void sharpen(preview)) : await createImageBitmap(await line.response.blob());
    isWhole = true;
    show(sharp);
    board.add(image, isLatent ? 'latent' : 'ordinary image', line.pieces.reduce((sum, piece) => sum + piece.length, 0), performance.now() - started);
  }
}

function slowLine(response) {
  const pieces = [];
  const slowly = new TransformStream({
    async transform(chunk, controller) {
      for (let at = 0; at < chunk.length; at += pieceBytes) {
        const piece = chunk.subarray(at, at + pieceBytes);
        await new Promise((done) => setTimeout(done, (piece.length / bytesPerSecond) * 1000));
        pieces.push(piece);
        controller.enqueue(piece);
      }
    },
  });
  return { response: new Response(response.body.pipeThrough(slowly), { headers: response.headers }), pieces };
}

// Empty, and of the picture's shape.
function replaceByCanvas(image) {
  const canvas = document.createElement('canvas');
  canvas.width = image.getAttribute('width');
  canvas.height = image.getAttribute('height');
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', image.alt);
  image.removeAttribute('src');
  image.hidden = true;
  image.after(canvas);
}

function paint(image, bitmap) {
  const canvas = image.nextElementSibling;
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext('2d').drawImage(bitmap, 0, 0);
  canvas.dataset.paints = Number(canvas.dataset.paints ?? 0) + 1;
}
