// Draws components into the document of document.mjs, and reads what they have drawn.
import "./browser.mjs";
import { html, render } from "../../../service/web/page/preact.js";

/** Until effects have run and what they change is drawn. Preact runs them in a timer of 0 behind the next frame: one begun later ends later. */
export const settled = async () => {
  for (let turn = 0; turn < 3; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
};

/** Draws a component with these values; `{ root, text(), all(selector), press(element, more), stop() }`. */
export async function draw(component, values = {}) {
  const root = document.createElement("div");
  document.body.appendChild(root);
  const redraw = async (next) => {
    render(html`<${component} ...${next} />`, root);
    await settled();
  };
  await redraw(values);
  return {
    root,
    redraw,
    text: () => wordsOf(root),
    all: (selector) => root.querySelectorAll(selector),
    press: async (element, more = {}) => {
      const event = eventOf("click", more);
      element.dispatchEvent(event);
      await settled();
      return event;
    },
    stop: async () => {
      render(null, root);
      root.remove();
      await settled();
    },
  };
}

/** Text as a reader has it: one space for any number. */
export const wordsOf = (element) => element.textContent.replace(/\s+/g, " ").trim();

export function eventOf(type, more = {}) {
  const event = { type, defaultPrevented: false, preventDefault: () => (event.defaultPrevented = true), stopPropagation: () => (event.stopped = true), ...more };
  return event;
}
