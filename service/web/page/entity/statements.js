// What is stated of an entity, by the other one that it is connected with: what is past stands beside what holds.
import { html } from "../preact.js";
import { More, useMore } from "../more.js";
import { useTurns } from "../quote_turns.js";
import { Quotes, Sentence } from "../statement.js";
import { day, number } from "../words.js";

const LASTING = ["WORKS_AT", "LEADS"]; // what ends when somebody leaves

export function Stated({ slug, name, first }) {
  const list = useMore("entity_statements", { slug }, first, (data) => data.entity.relationships);
  const withTurns = useTurns(first.nodes.map(({ evidence }) => evidence)); // those of later pages have them
  if (!first.totalCount) return null;
  const groups = group(list.pages.flatMap(({ nodes }) => nodes).map((one) => ({ ...one, evidence: withTurns(one.evidence) })), slug);
  return html`<section id="stated" aria-labelledby="stated-head">
    <h2 id="stated-head" tabindex="-1">Connections of ${name} <span class="count">${number(first.totalCount)}</span></h2>
    <ul class="statements">
      ${groups.map((statements) => html`<li key=${statements[0].id}>${statements.map((one) => html`<${Statement} key=${one.id} statement=${one} />`)}</li>`)}
    </ul>
    <${More} list=${list}>More connections</${More}>
  </section>`;
}

function Statement({ statement }) {
  const { past, endedBy } = statement;
  return html`<div class="statement">
    <p><${Sentence} relationship=${statement} />${past && html` <span class="tag">past</span>`}</p>
    <p class="aside">${[saidOn(statement), endedBy].filter(Boolean).join(" · ")}</p>
    <${Quotes} evidence=${statement.evidence} />
  </div>`;
}

/** Statements on the same other entity together, in the order in which the first of each stands. */
function group(statements, slug) {
  const groups = new Map();
  for (const one of statements) {
    const other = one.source.slug === slug ? one.target.slug : one.source.slug;
    groups.set(other, [...(groups.get(other) ?? []), one]);
  }
  return [...groups.values()].map((some) => some.map((one) => ended(one, some)));
}

/** Why what is past is past, where somebody has left. Whether it is past, the API says. */
function ended(one, others) {
  if (!one.past || !LASTING.includes(one.type)) return one;
  const left = others.find(({ type, source, target }) => type === "LEFT" && source.slug === one.source.slug && target.slug === one.target.slug);
  if (!left) return one;
  const alike = !left.firstSaidOn || left.firstSaidOn === one.firstSaidOn; // then the day stands there already
  return { ...one, endedBy: `past because ${left.source.name} left${alike ? "" : `, as said on ${day(left.firstSaidOn)}`}` };
}

function saidOn({ firstSaidOn, lastSaidOn }) {
  if (!firstSaidOn) return null;
  return firstSaidOn === lastSaidOn ? `said on ${day(firstSaidOn)}` : `said from ${day(firstSaidOn)} to ${day(lastSaidOn)}`;
}
