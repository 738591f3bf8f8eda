// How are two connected? Two names, and the ways between them, each step with its words.
import { html, useState } from "./preact.js";
import { connectionOf, go, Link, searchFor, withValues } from "./address.js";
import { Answered, Heading, useAnswer } from "./answer.js";
import { EntityLink, Quotes, Sentence } from "./statement.js";
import { EntityField } from "./suggestions.js";
import { counted } from "./words.js";

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
  const swap = () => set(({ from: one, to: other }) => ({ from: other, to: one }));
  return html`<form class="two" onSubmit=${submit}>
    <${EntityField} id="from" label="From" entity=${ends.from} choose=${(one) => set((before) => ({ ...before, from: one }))} />
    <button type="button" class="plain" onClick=${swap} aria-label="Swap the two">⇄</button>
    <${EntityField} id="to" label="To" entity=${ends.to} choose=${(one) => set((before) => ({ ...before, to: one }))} />
    <button type="submit">Find the ways</button>
    ${missing && (!ends.from || !ends.to) && html`<p class="error" role="alert">Give two names.</p>`}
  </form>`;
}

function Between({ names, ends: { from, to }, together }) {
  const unknown = [!from && names.from, !to && names.to].filter(Boolean);
  const ready = from && to && from.id !== to.id;
  const answer = useAnswer("connections_page", ready ? { source: from.id, target: to.id, together } : null);
  if (unknown.length) return html`<${Nobody} names=${unknown} />`;
  if (!ready) return html`<p role="status">These two are the same.</p>`;
  return html`<${Answered} answer=${answer} what="Looking for ways">
    ${({ paths }) => html`
      <${Outcome} paths=${paths} from=${from} to=${to} together=${together} />
      <ol class="paths">${paths.map((path, index) => html`<li key=${index}><${Path} path=${path} /></li>`)}</ol>
    `}
  </${Answered}>`;
}

function Nobody({ names }) {
  const called = names.map((name, index) => html`${index > 0 && " or "}<b>${name}</b>`);
  return html`<p role="status">
    Nobody and nothing is called ${called} in the talks. <${Link} to=${searchFor(names[0])}>Search for it</${Link}>
  </p>`;
}

function Outcome({ paths, from, to, together }) {
  const [one, other] = [from, to].map((entity) => html`<${EntityLink} entity=${entity} />`);
  const found = html`${counted(paths.length, "way")} between ${one} and ${other}, the shortest first.`;
  const nothing = html`No way of up to six steps leads from ${one} to ${other}${!together && " over what is stated"}.`;
  return html`<p role="status">
    ${paths.length ? found : nothing}${" "}
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
