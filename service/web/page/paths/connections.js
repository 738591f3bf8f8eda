// How two entities are connected: the paths between them in one picture, with the quotes of each step beside it.
import { html, useState } from "../preact.js";
import { connectionOf, go, Link, searchFor, withValues } from "../address.js";
import { Answered, Heading, useAnswer } from "../answer.js";
import { Found } from "./found.js";
import { EntityLink } from "../statement.js";
import { EntityField } from "../search/entity_field.js";
import { counted } from "../words.js";

export function Connections({ address }) {
  const [from, to] = ["from", "to"].map((key) => address.searchParams.get(key)?.trim() ?? "");
  const ends = useAnswer("connection_ends", from || to ? { from, to } : null);
  const found = { from: ends.data?.from ?? ends.data?.fromNamed, to: ends.data?.to ?? ends.data?.toNamed };
  const together = address.searchParams.get("together") === "yes";
  const title = found.from && found.to ? `${found.from.name} and ${found.to.name}` : "Connections";
  return html`<div class="connections-page">
    <${Heading} title=${title}>Connections</${Heading}>
    <${Ask}
      key=${`${from} ${to} ${Boolean(ends.data)}`}
      from=${found.from ?? (from ? { name: from } : null)}
      to=${found.to ?? (to ? { name: to } : null)}
    />
    ${!(from && to) && html`<${Hint} />`}
    ${from && to && html`<${Answered} answer=${ends}>
      ${() => html`<${Between} names=${{ from, to }} ends=${found} together=${together} address=${address} />`}
    </${Answered}>`}
  </div>`;
}

function Hint() {
  return html`<p class="aside">
    Enter two people, companies, concepts, products or events to see how the talks connect them, with the quotes.
  </p>`;
}

function Ask({ from, to }) {
  const [ends, set] = useState({ from, to });
  const [missing, miss] = useState(false);
  const submit = (event) => {
    event.preventDefault();
    if (!ends.from || !ends.to) return miss(true);
    return go(connectionOf(ends.from.slug ?? ends.from.name, ends.to.slug ?? ends.to.name));
  };
  const swap = () => {
    set({ from: ends.to, to: ends.from });
    if (ends.from?.slug && ends.to?.slug) go(withValues({ from: ends.to.slug, to: ends.from.slug }));
  };
  return html`<form class="two" onSubmit=${submit}>
    <${EntityField} id="from" label="From" entity=${ends.from} choose=${(one) => set((before) => ({ ...before, from: one }))} />
    <button type="button" class="plain" onClick=${swap} aria-label="Swap the two">⇄</button>
    <${EntityField} id="to" label="To" entity=${ends.to} choose=${(one) => set((before) => ({ ...before, to: one }))} />
    <button type="submit">Find connections</button>
    ${missing && (!ends.from || !ends.to) && html`<p class="error" role="alert">Enter two names.</p>`}
  </form>`;
}

function Between({ names, ends: { from, to }, together, address }) {
  const unknown = Object.entries({ from, to }).flatMap(([end, entity]) => (entity ? [] : [end]));
  const two = from && to && from.id !== to.id ? { source: from.id, target: to.id } : null;
  const stated = useAnswer("connections_page", two && !together ? { ...two, together: false } : null);
  const unstated = stated.data?.paths.length === 0; // then co-mentions are all there is
  const wide = useAnswer("connections_page", two && (together || unstated) ? { ...two, together: true } : null);
  if (unknown.length) return unknown.map((end) => html`<${Nobody} key=${end} end=${end} name=${names[end]} />`);
  if (!two) return html`<p role="status">Both names are the same entity.</p>`;
  return html`<${Answered} answer=${together || unstated ? wide : stated} what="Finding connections">
    ${({ paths }) => html`
      <${Outcome} count=${paths.length} from=${from} to=${to} together=${together} unstated=${unstated} />
      ${paths.length > 0 && html`<${Found} paths=${paths} address=${address} />`}
    `}
  </${Answered}>`;
}

/** Of a name that is unknown: who may be meant, put in at its end of the address, and the search. */
function Nobody({ end, name }) {
  const meant = useAnswer("entity_meant", { query: name }).data?.search.nodes[0]; // when it fails, the search is left
  return html`<p role="status">
    No match for “${name}”.${" "}
    ${meant && html`Did you mean <${Link} to=${withValues({ [end]: meant.slug })}>${meant.name}</${Link}>?${" "}`}
    <${Link} to=${searchFor(name)}>Search for ${name}</${Link}>
  </p>`;
}

function Outcome({ count, from, to, together, unstated }) {
  const [one, other] = [from, to].map((entity) => html`<${EntityLink} entity=${entity} />`);
  const none = html`No stated path within six steps from ${one} to ${other}`;
  if (!count) return html`<p role="status">${none}, and none over co-mentions.</p>`;
  const paths = counted(count, "path");
  if (unstated) return html`<p role="status">${none}. With co-mentions: ${paths}, shortest first.</p>`;
  return html`<p role="status">
    ${paths} from ${one} to ${other}, shortest first.${" "}
    <${Link} stay to=${withValues({ together: together ? null : "yes", path: null })}>
      ${together ? "Only stated connections" : "Include co-mentions"}
    </${Link}>
  </p>`;
}
