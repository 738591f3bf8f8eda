// What a talk states: its connections with their quotes, or ways on where it states none.
import { html } from "../preact.js";
import { Link, withValues } from "../address.js";
import { useTurns } from "../quote_turns.js";
import { named, Quotes, Sentence } from "../statement.js";
import { number } from "../words.js";

const OPEN = 8; // connections that stand open; the rest is folded

/** What a reader can do where nothing is stated: a map of co-mentions and the words themselves are there. */
function Unstated() {
  return html`<section id="connections" aria-labelledby="connections-head">
    <h2 id="connections-head" tabindex="-1">Connections <span class="count">0</span></h2>
    <p>No connection between two names is stated in this talk, as far as it was found.</p>
    <ul class="choices">
      <li><${Link} to=${withValues({ comentions: null }, "#map")}>See which names are mentioned together</${Link}></li>
      <li><${Link} to=${withValues({}, "#entities")}>See who and what is mentioned</${Link}></li>
      <li><${Link} to=${withValues({}, "#transcript")}>Read the transcript</${Link}></li>
    </ul>
  </section>`;
}

export function Stated({ video: { slug, speakers, entities, relationships } }) {
  const withTurns = useTurns(speakers.length ? relationships.edges.map(({ evidence }) => evidence) : [], speakers);
  if (!relationships.totalCount) return entities.totalCount > 0 && html`<${Unstated} />`;
  const missing = relationships.totalCount - relationships.edges.length;
  const lines = (some) => html`<ul class="statements">
    ${some.map(({ node, sourceName, targetName, evidence }) => html`<li key=${node.id}>
      <p><${Sentence} relationship=${{ ...node, source: named(node.source, sourceName), target: named(node.target, targetName) }} /></p>
      <${Quotes} evidence=${withTurns(evidence)} talk=${slug} />
    </li>`)}
  </ul>`;
  const rest = relationships.edges.slice(OPEN);
  return html`<section id="connections" aria-labelledby="connections-head">
    <h2 id="connections-head" tabindex="-1">Connections <span class="count">${number(relationships.totalCount)}</span></h2>
    ${lines(relationships.edges.slice(0, OPEN))}
    ${rest.length > 0 && html`<details><summary>${rest.length} more</summary>${lines(rest)}</details>`}
    ${missing > 0 && html`<p class="aside">Top ${relationships.edges.length} by evidence; ${number(missing)} more</p>`}
  </section>`;
}
