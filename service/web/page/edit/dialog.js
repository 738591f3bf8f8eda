// A dialog over the page: opened by a function, closed by Escape, by its buttons, or by what is done in it.
import { html, render, useEffect, useRef } from "../preact.js";

/** Opens a dialog with `content(close)`. Resolves to what `close` was given: null for Cancel and Escape. */
export function openDialog(title, content) {
  return new Promise((resolve) => {
    const place = document.body.appendChild(document.createElement("div"));
    const done = (value) => {
      render(null, place);
      place.remove();
      resolve(value);
    };
    render(html`<${Dialog} title=${title} content=${content} done=${done} />`, place);
  });
}

let opened = 0; // dialogs so far: one may be opened over another

function Dialog({ title, content, done }) {
  const dialog = useRef(null);
  const value = useRef(null);
  const id = useRef(`dialog-${(opened += 1)}`).current;
  useEffect(() => dialog.current.showModal(), []);
  const close = (given = null) => {
    value.current = given;
    dialog.current.close(); // the focus goes back to where it was
  };
  return html`<dialog ref=${dialog} class="form" aria-labelledby=${id} onClose=${() => done(value.current)}>
    <h2 id=${id}>${title}</h2>
    ${content(close)}
  </dialog>`;
}

/** The last line of a form: the button that does it, and Cancel, or what `leave` says. `busy`: what is being done now, if anything. */
export function Buttons({ close, busy, disabled, danger, leave = "Cancel", children }) {
  return html`<p class="buttons">
    <button type="submit" class=${danger ? "danger" : undefined} disabled=${Boolean(busy) || disabled}>${busy || children}</button>${" "}
    <button type="button" class="plain" onClick=${() => close(null)}>${leave}</button>
  </p>`;
}

/** What is wrong with a form as a whole. */
export function Wrong({ fault }) {
  return fault && html`<p class="error" role="alert">${fault.message}</p>`;
}
