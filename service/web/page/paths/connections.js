// How are two connected? Two names, and the ways between them, each step with its words.
import { html, useState } from "../preact.js";
import { connectionOf, go, Link, searchFor, withValues } from "../address.js";
import { Answered, Heading, useAnswer } from "../answer.js";
import { EntityLink, Quotes, Sentence } from "../statement.js";
import { EntityField } from "../search/suggestions.js";
import { counted } from "../words.js";

export function Connections({ address }) {
  const [from, to] = ["from", "to"].map((key) => address.searchParams.get(key)?.trim() ?? "");
  const ends = useAnswer("connection_ends", from || to ? { from, to } : null);
  const found = { from: ends.data?.from ?? ends.data?.fromNamed, to: ends.data?.to ?? ends.data?.toNamed };
  const together = address.searchParams.get("together") === "yes";
  const title = found.from && found.to ? `${found.from.name} and ${found.to.name}` : "How are two connected?";
  return html`<div class="narrow">
    <${Heading} title=${title}>How are two connected?</${Heading}>
    <${Ask}
      key=${`${from} ${to} ${Boolean(ends.data)}`}
      from=${found.from ?? (from ? { name: from } : null)}
      to=${found.to ?? (to ? { name: to } : null)}
    />
    ${!(from && to) && html`<${Hint} />`}
    ${from && to && html`<${Answered} answer=${ends}>
      ${() => html`<${Between} names=${{ from, to }} ends=${found} together=${together} />`}
    </${Answered}>`}
  </div>`;
}

function Hint() {
  return html`<p class="aside">
    Two people, companies, concepts, products or events: the ways between them come with the words of each step.
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
    <button type="submit">Find the ways</button>
    ${missing && (!ends.from || !ends.to) && html`<p class="error" role="alert">Give two names.</p>`}
  </form>`;
}

function Between({ names, ends: { from, to }, together }) {
  const unknown = Object.entries({ from, to }).flatMap(([end, entity]) => (entity ? [] : [end]));
  const two = from && to && from.id !== to.id ? { source: from.id, target: to.id } : null;
  const stated = useAnswer("connections_page", two && !together ? { ...two, together: false } : null);
  const unstated = stated.data?.paths.length === 0; // then what is only named together is all there is
  const wide = useAnswer("connections_page", two && (together || unstated) ? { ...two, together: true } : null);
  if (unknown.length) return unknown.map((end) => html`<${Nobody} key=${end} end=${end} name=${names[end]} />`);
  if (!two) return html`<p role="status">These two are the same.</p>`;
  return html`<${Answered} answer=${together || unstated ? wide : stated} what="Looking for ways">
    ${({ paths }) => html`
      <${Outcome} count=${paths.length} from=${from} to=${to} together=${together} unstated=${unstated} />
      <ol class="paths">${paths.map((path, index) => html`<li key=${index}><${Path} path=${path} /></li>`)}</ol>
    `}
  </${Answered}>`;
}

/** Of a name that is unknown: who may be meant, put in at its end of the address, and the search. */
function Nobody({ end, name }) {
  const meant = useAnswer("entity_meant", { query: name }).data?.search.nodes[0]; // when it fails, the search is left
  return html`<p role="status">
    Nobody and nothing is called <b>${name}</b> in the talks.${" "}
    ${meant && html`Did you mean <${Link} to=${withValues({ [end]: meant.slug })}>${meant.name}</${Link}>?${" "}`}
    <${Link} to=${searchFor(name)}>Search for ${name}</${Link}>
  </p>`;
}

function Outcome({ count, from, to, together, unstated }) {
  const [one, other] = [from, to].map((entity) => html`<${EntityLink} entity=${entity} />`);
  const none = html`No way of up to six steps leads from ${one} to ${other}`;
  if (!count) return html`<p role="status">${none}, not even over what is only named together.</p>`;
  const ways = counted(count, "way");
  if (unstated) return html`<p role="status">${none} over what is stated. Also over what is only named together: ${ways}, the shortest first.</p>`;
  return html`<p role="status">
    ${ways} between ${one} and ${other}, the shortest first.${" "}
    <${Link} stay to=${withValues({ together: together ? null : "yes" })}>
      ${together ? "Only what is stated" : "Also over what is only named together"}
    </${Link}>
  </p>`;
}

function Path({ path: { length, entities, hops } }) {
  return html`
    <h2>${counted(length, "step")}</h2>
    <p class="way">
      ${entities.map((entity, index) => html`${index > 0 && html`<span aria-hidden="true"> → </span>`}<${EntityLink} key=${entity.slug} entity=${entity} />`)}
    </p>
    <ol class="hops">
      ${hops.map(({ relationship }) => html`<li key=${relationship.id}>
        <p><${Sentence} relationship=${relationship} /></p>
        <${Quotes} evidence=${relationship.evidence} />
      </li>`)}
    </ol>
  `;
}
