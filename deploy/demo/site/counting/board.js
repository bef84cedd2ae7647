// The figures of a gallery: a line under each picture, and the sums at the foot of the window.
const number = new Intl.NumberFormat('en');

export class Board {
  #pictures = new Map();
  #started = 0; // the start of the navigation
  #sums = document.createElement('p');
  #note = document.createElement('p');

  /** @param title what is counted */
  constructor(title) {
    document.body.classList.toggle('framed', location.hash === '#beside');
    const board = document.createElement('aside');
    board.className = 'board';
    board.setAttribute('aria-live', 'polite');
    const heading = document.createElement('strong');
    heading.textContent = title;
    board.append(heading, this.#sums, this.#note);
    document.body.append(board);
    this.#sums.textContent = 'waiting for pictures …';
  }

  /** Time counts from now. */
  start() {
    this.#started = performance.now();
  }

  /** A sentence beside the sums. */
  say(text) {
    this.#note.textContent = text;
  }

  /** @param image the element; @param text what it came as; @param bytes of its body; @param milliseconds from request to picture */
  add(image, text, bytes, milliseconds) {
    this.#pictures.set(image, bytes);
    line(image).textContent = `${text} ${number.format(bytes)} bytes · ${Math.round(milliseconds)} ms`;
    const bytesOfAll = [...this.#pictures.values()].reduce((sum, each) => sum + each, 0);
    const seconds = ((performance.now() - this.#started) / 1000).toFixed(2);
    this.#sums.textContent = `${this.#pictures.size} ${this.#pictures.size === 1 ? 'picture' : 'pictures'} · ${number.format(bytesOfAll)} bytes · last after ${seconds} s`;
  }

  /** As `add`, for a picture that nobody may have had to ask for. */
  addUnlessKnown(image, text, bytes, milliseconds) {
    if (!this.#pictures.has(image)) {
      this.add(image, text, bytes, milliseconds);
    }
  }
}

/** The element of a picture, by its full address. */
export function imageOf(url) {
  return [...document.querySelectorAll('.gallery img')].find((image) => image.src === url);
}

function line(image) {
  const caption = image.closest('figure').querySelector('figcaption');
  let found = caption.querySelector('.count');
  if (!found) {
    found = document.createElement('span');
    found.className = 'count';
    caption.append(found);
  }
  return found;
}
