// The gallery with the SDK: registers it, waits until it has its decoder, then shows the plain page's own pictures.
import { Board, imageOf } from './board.js';

const kinds = { latent: 'latent', ordinary: 'ordinary image', fallback: 'ordinary image, after a bad latent', offline: 'kept latent' };
const pauseMilliseconds = 100;
const patience = 150; // pauses
const patienceWithReport = 1000;
const gallery = document.querySelector('.gallery');
const slow = document.querySelector('#slow');
const board = new Board('With the SDK');

slow.checked = location.hash === '#slow';
slow.addEventListener('change', () => {
  location.hash = slow.checked ? 'slow' : '';
  location.reload();
});

const sdk = await start().catch((error) => {
  board.say(`The gateway does not offer the SDK here (${error.message}): these are ordinary images.`);
});
const figures = await figuresOf('index.html');
if (sdk && slow.checked) {
  const { showSlowly } = await import('./slowly.js');
  await showSlowly(gallery, figures, board);
} else {
  sdk?.onPicture(({ url, kind, bytes, milliseconds }) => {
    const image = imageOf(url);
    if (image) {
      board.add(image, kinds[kind], bytes ?? 0, milliseconds);
      sessionStorage.setItem(url, JSON.stringify({ kind: kinds[kind], bytes: bytes ?? 0, milliseconds }));
    }
  });
  board.start();
  for (const image of Array.from(figures, (figure) => figure.querySelector('img'))) {
    // In another mode than the plain page's, or the browser would show what that page, beside this one, has in memory.
    image.crossOrigin = 'anonymous';
    image.addEventListener('load', () => setTimeout(() => countRemembered(image), patienceWithReport));
  }
  // Only now: an image asks for its picture as soon as it belongs to the page.
  gallery.append(...figures);
}

/** Counts a picture that this browser still had in memory as what it was when it came. */
function countRemembered(image) {
  const { kind, bytes, milliseconds } = JSON.parse(sessionStorage.getItem(image.src)) ?? { kind: 'ordinary image', bytes: 0, milliseconds: 0 };
  board.addUnlessKnown(image, `${kind}, in memory since an earlier visit:`, bytes, milliseconds);
}

async function start() {
  board.say('fetching the decoder, once …');
  const { register } = await import('/.well-known/vaegateway/sdk/vaegateway.js');
  const handle = await register({ scope: new URL('sdk/', document.baseURI).pathname, immediately: true });
  for (let i = 0; i < patience; i++) {
    const counters = await handle.counters();
    if (counters?.model && navigator.serviceWorker.controller) {
      board.say(`model ${counters.model}`);
      return handle;
    }
    await new Promise((done) => setTimeout(done, pauseMilliseconds));
  }
  throw new Error('it has no decoder');
}

async function figuresOf(page) {
  const response = await fetch(page);
  const copy = new DOMParser().parseFromString(await response.text(), 'text/html');
  return copy.querySelectorAll('.gallery figure');
}
