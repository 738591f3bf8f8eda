// The table of contents of a talk: beside the text where there is room; elsewhere above it, and behind a button that stays.
import { html, useEffect, useRef, useState } from "../preact.js";
import { Link, withValues } from "../address.js";

const WHOLE = { find: null }; // a chapter is gone to as a whole, not to what was found of it

/** `parts` are `[id, title]`, or `[id, title, deeper]` with those of a part. */
export function Contents({ parts }) {
  const current = useCurrent(parts.flatMap(([id, , deeper = []]) => [id, ...deeper.map(([below]) => below)]));
  const link = ([id, title], values) => html`<${Link} to=${withValues({ t: null, ...values }, `#${id}`)} aria-current=${current === id ? "true" : undefined}>${title}</${Link}>`;
  const list = html`<ul>
    ${parts.map((part) => html`<li key=${part[0]}>
      ${link(part, {})}
      ${part[2]?.length > 0 && html`<ul>${part[2].map((one) => html`<li key=${one[0]}>${link(one, WHOLE)}</li>`)}</ul>`}
    </li>`)}
  </ul>`;
  return html`
    <nav class="contents" aria-label="On this page">${list}</nav>
    ${current && html`<${Folded}>${list}</${Folded}>`}
  `;
}

// From the first part on, and seen on narrow windows only: contents.css.
function Folded({ children }) {
  const bar = useRef(null);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (!open) return undefined;
    const outside = ({ target }) => bar.current.contains(target) || setOpen(false);
    addEventListener("pointerdown", outside);
    return () => removeEventListener("pointerdown", outside);
  }, [open]);
  const onKey = ({ key }) => {
    if (key !== "Escape" || !open) return;
    setOpen(false);
    bar.current.querySelector("button").focus();
  };
  const onClick = ({ target }) => target.closest("a") && setOpen(false);
  return html`<div class="contents-bar" ref=${bar} onKeyDown=${onKey}>
    <button type="button" class="plain" aria-expanded=${open} onClick=${() => setOpen(!open)}>Contents</button>
    ${open && html`<nav aria-label="Contents" onClick=${onClick}>${children}</nav>`}
  </div>`;
}

// The last part whose head has gone past the upper third of the window.
function useCurrent(ids) {
  const [current, set] = useState(null);
  const key = ids.join(" ");
  useEffect(() => {
    let waiting = false;
    const look = () => {
      waiting = false;
      const past = ids.filter((id) => document.getElementById(id)?.getBoundingClientRect().top < innerHeight / 3);
      set(past.at(-1) ?? null);
    };
    const soon = () => {
      if (!waiting) requestAnimationFrame(look);
      waiting = true;
    };
    look();
    addEventListener("scroll", soon, { passive: true });
    return () => removeEventListener("scroll", soon);
  }, [key]);
  return current;
}
