// Suggestions at each key press beneath a field (the combobox of the ARIA practices).
import { html, useEffect, useRef, useState } from "../preact.js";
import { ask } from "../operations.js";
import { KINDS } from "../words.js";

/** A field for one entity. `entity` is who is chosen, or null; `choose` gets `{ slug, name, kind }`, or `{ name }` of what was typed and not chosen. */
export function EntityField({ id, label, entity, choose }) {
  const field = useRef(null);
  useEffect(() => {
    if (document.activeElement !== field.current) field.current.value = entity?.name ?? "";
  }, [entity?.name]);
  const take = (one) => {
    field.current.value = one.name;
    choose(one);
  };
  const offers = useOffers(id, take);
  const typed = () => {
    const name = field.current.value.trim();
    choose(name ? { name } : null);
    offers.ask(name || null, ["ENTITY"], (found) => found.map(({ node }) => ({ ...node, what: KINDS[node.kind]?.[0] })));
  };
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <input ref=${field} id=${id} type="text" spellcheck="false" onInput=${typed} ...${offers.manners} />
    <${Offers} id=${id} label=${label} ...${offers} />
  </div>`;
}

/**
 * The suggestions beneath the field `id`: `ask` for them by a prefix (null: none), the kinds and what makes options of them; `close` them;
 * `manners` are the field's attributes. `take` gets the option that is chosen.
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
      if (!stop.signal.aborted) offer(options(suggestions));
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
    } else if (event.key === "Escape") close();
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
  return { offered, at, choose, ask: look, close, manners };
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
