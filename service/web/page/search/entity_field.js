// A field for one entity, with suggestions.
import { html, useEffect, useRef } from "../preact.js";
import { Offers, useOffers } from "./suggestions.js";
import { KINDS } from "../words.js";

/** `entity` is who is chosen, or null; `choose` gets `{ slug, name, kind }`, or `{ name }` of what was typed and not chosen. */
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
