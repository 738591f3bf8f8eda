// The table of contents of a talk: beside the text where there is room, above it elsewhere.
import { html, useEffect, useState } from "./preact.js";
import { Link, withValues } from "./address.js";

/** `parts` are `[id, title]`, or `[id, title, deeper]` with those of a part. */
export function Contents({ parts }) {
  const current = useCurrent(parts.flatMap(([id, , deeper = []]) => [id, ...deeper.map(([below]) => below)]));
  const link = ([id, title]) => html`<${Link} to=${withValues({ t: null }, `#${id}`)} aria-current=${current === id ? "true" : undefined}>${title}</${Link}>`;
  return html`<nav class="contents" aria-label="On this page">
    <ul>
      ${parts.map((part) => html`<li key=${part[0]}>
        ${link(part)}
        ${part[2]?.length > 0 && html`<ul>${part[2].map((one) => html`<li key=${one[0]}>${link(one)}</li>`)}</ul>`}
      </li>`)}
    </ul>
  </nav>`;
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
