// The entities of a talk by kind, the most telling first.
import { html } from "../preact.js";
import { More, useMore } from "../more.js";
import { EntityLink, Moment, named } from "../statement.js";
import { counted, KINDS, number } from "../words.js";

const SHOWN = 12; // of a kind; the rest is folded

export function Entities({ video }) {
  const { entities, slug } = video;
  const list = useMore("video_entities", { by: { slug } }, entities, (data) => data.video.entities);
  if (!entities.totalCount) return null;
  const edges = list.pages.flatMap((page) => page.edges);
  return html`<section id="entities" aria-labelledby="entities-head">
    <h2 id="entities-head" tabindex="-1">People, companies, ideas <span class="count">${number(entities.totalCount)}</span></h2>
    ${entities.countsByKind.map(({ kind, count }) => {
      const own = edges.filter(({ node }) => node.kind === kind);
      return own.length > 0 && html`<${OfKind} key=${kind} kind=${kind} count=${count} edges=${own} slug=${slug} />`;
    })}
    <${More} list=${list}>More of the ${number(entities.totalCount)}</${More}>
  </section>`;
}

/** Before the moment of the first mention; a speaker may have none. */
const mentioned = ({ mentionCount, firstSeconds }) => {
  if (!mentionCount) return "";
  if (firstSeconds === null) return counted(mentionCount, "mention");
  return mentionCount === 1 ? "one mention at" : `${counted(mentionCount, "mention")}, first at`;
};

function OfKind({ kind, count, edges, slug }) {
  const rest = edges.slice(SHOWN);
  const lines = (some) => html`<ul class="of-kind">
    ${some.map((edge) => html`<li key=${edge.node.slug}>
      <${EntityLink} entity=${named(edge.node, edge.nameInVideo)} />
      <span class="aside"> ${mentioned(edge)} <${Moment} slug=${slug} seconds=${edge.firstSeconds} /></span>
      ${edge.node.description && html`<p class="aside">${edge.node.description}</p>`}
    </li>`)}
  </ul>`;
  return html`<section class="kind" aria-labelledby=${`kind-${kind}`}>
    <h3 id=${`kind-${kind}`}>
      <span class=${`dot kind-${kind}`} aria-hidden="true"></span>${KINDS[kind]?.[count === 1 ? 0 : 1] ?? kind} <span class="count">${number(count)}</span>
    </h3>
    ${lines(edges.slice(0, SHOWN))}
    ${rest.length > 0 && html`<details><summary>${rest.length} more</summary>${lines(rest)}</details>`}
  </section>`;
}
