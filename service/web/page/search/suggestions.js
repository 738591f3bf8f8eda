// Suggestions at each key press beneath a field (the combobox of the ARIA practices).
import { html, useRef, useState } from "../preact.js";
import { ask } from "../operations.js";

/**
 * The suggestions beneath the field `id`: `ask` for them by a prefix (null: none), the kinds and what makes options of them; `close` them;
 * `show` puts in options that are known; `manners` are the field's attributes. `take` gets the option that is chosen.
 */
export function useOffers(id, take) {
  const [offered, offer] = useState([]);
  const [pointed, point] = useState(null); // whose id: a later answer may bring the same one at another place
  const at = offered.findIndex(({ id: one }) => one === pointed);
  const asked = useRef(null);
  const close = () => {
    asked.current?.abort();
    offer([]);
    point(null);
  };
  const look = async (prefix, kinds, options) => {
    asked.current?.abort();
    if (prefix === null) return close();
    const stop = new AbortController();
    asked.current = stop;
    try {
      const { suggestions } = await ask("suggestions", { prefix, in: kinds }, stop.signal);
      const made = await options(suggestions);
      if (!stop.signal.aborted) offer(made);
    } catch {
      if (!stop.signal.aborted) close(); // without suggestions the field still takes a name
    }
    return undefined;
  };
  const choose = (one) => {
    close();
    take(one);
  };
  const onKeyDown = (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const next = event.key === "ArrowDown" ? at + 1 : at < 0 ? offered.length - 1 : at - 1 + offered.length;
      if (offered.length) point(offered[next % offered.length].id);
      event.preventDefault();
    } else if (event.key === "Enter" && offered[at]) {
      choose(offered[at]);
      event.preventDefault();
    } else if (event.key === "Escape" && offered.length) {
      close();
      event.preventDefault(); // a dialog around the field stays open
    }
  };
  const manners = {
    role: "combobox",
    autocomplete: "off",
    "aria-autocomplete": "list",
    "aria-expanded": offered.length > 0,
    "aria-controls": `${id}-offers`,
    "aria-activedescendant": at >= 0 ? `${id}-${at}` : undefined,
    onKeyDown,
    onBlur: close,
  };
  return { offered, at, choose, ask: look, show: offer, close, manners };
}

export function Offers({ id, label, offered, at, choose }) {
  return html`<ul id=${`${id}-offers`} role="listbox" aria-label=${label} class=${offered.length ? "offers" : "offers none"}>
    ${offered.map((one, index) => html`<li
      key=${one.id}
      id=${`${id}-${index}`}
      role="option"
      aria-selected=${index === at}
      onMouseDown=${(event) => {
        event.preventDefault(); // the field keeps the focus
        choose(one);
      }}
    >
      <span class=${`dot kind-${one.kind}`} aria-hidden="true"></span>${one.name}${one.also && html` <span class="aside">(${one.also})</span>`}${" "}
      <span class="aside">${one.what}</span>
    </li>`)}
  </ul>`;
}
