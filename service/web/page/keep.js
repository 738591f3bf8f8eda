// Keeps a place of the page where it was brought while what arrives above makes the page grow.

const ACTS = ["wheel", "touchstart", "pointerdown", "keydown"];
let watch = null;

/** Calls `bring`, and again each time the page has grown or shrunk, until the reader does something or `release` is called. */
export function keep(bring) {
  release();
  bring(); // not first in the observer, where growing is an error
  watch = new ResizeObserver(bring);
  watch.observe(document.body);
  ACTS.forEach((act) => addEventListener(act, release, { passive: true }));
}

export function release() {
  watch?.disconnect();
  ACTS.forEach((act) => removeEventListener(act, release));
}
