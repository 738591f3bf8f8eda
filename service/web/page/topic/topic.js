// The page of one topic: its talks and moments, also only those that speak of some entity.
import { html } from "../preact.js";
import { entityAt, Link, withValues } from "../address.js";
import { Answered, Heading, Loading, NotFound, Problem, useAnswer } from "../answer.js";
import { More, useMore } from "../more.js";
import { Said } from "../talk/said.js";
import { Moment } from "../statement.js";
import { TalkLine } from "../talk/talks.js";
import { counted, number } from "../words.js";

const OPEN = 14; // entities that stand open; the rest is folded

export function TopicPage({ slug, address }) {
  const answer = useAnswer("topic_page", { slug });
  const chosen = address.searchParams.get("entity");
  return html`<${Answered} answer=${answer}>
    ${({ topic }) => (topic ? html`<${Found} topic=${topic} chosen=${chosen} />` : html`<${Unknown} />`)}
  </${Answered}>`;
}

function Unknown() {
  return html`<${NotFound} title="Topic not found">No talk discusses it.</${NotFound}>`;
}

function Found({ topic, chosen }) {
  const known = topic.entities.nodes.find(({ slug }) => slug === chosen);
  const other = useAnswer("entity_named", chosen && !known ? { by: { slug: chosen } } : null);
  const entity = known ?? other.data?.entity;
  const narrowed = useAnswer("topic_with_entity", entity && chosen ? { slug: topic.slug, ids: [entity.id] } : null);
  const failed = [other, narrowed].find(({ failure }) => failure);
  const unknown = chosen && other.data && !other.data.entity;
  const shown = chosen ? narrowed.data?.topic : topic;
  return html`<article class="topic-page">
    <header>
      <p class="kicker">Topic</p>
      <${Heading} title=${topic.name} />
      <p class="facts">${counted(topic.videoCount, "talk")} · ${counted(topic.segments.totalCount, "passage")}</p>
    </header>
    <${Choices} entities=${topic.entities} chosen=${chosen} />
    ${failed && html`<${Problem} ...${failed} />`}
    ${unknown && html`<p class="aside">
      No match for <code>${chosen}</code>.${" "}
      <${Link} to=${withValues({ entity: null })}>All talks on ${topic.name}</${Link}>
    </p>`}
    ${!failed && !unknown && (shown ? html`<${Shown} key=${chosen ?? ""} first=${shown} topic=${topic} entity=${chosen && entity} />` : html`<${Loading} />`)}
  </article>`;
}

function Choices({ entities: { nodes, totalCount }, chosen }) {
  if (!nodes.length) return null;
  const rest = nodes.slice(OPEN);
  return html`<section aria-labelledby="speak-of">
    <h2 id="speak-of">Filter by mention</h2>
    ${chips(nodes.slice(0, OPEN), chosen)}
    ${rest.length > 0 && html`<details open=${rest.some(({ slug }) => slug === chosen)}>
      <summary>${rest.length} more</summary>
      ${chips(rest, chosen)}
      ${totalCount > nodes.length && html`<p class="aside">Top ${nodes.length} of ${number(totalCount)}</p>`}
    </details>`}
  </section>`;
}

function chips(entities, chosen) {
  return html`<ul class="chips">
      ${entities.map(({ slug, name, kind }) => html`<li key=${slug}>
        <${Link}
          to=${withValues({ entity: slug === chosen ? null : slug })}
          class=${`entity kind-${kind}`}
          aria-current=${slug === chosen ? "true" : undefined}
          >${name}</${Link}
        >
      </li>`)}
    </ul>`;
}

function Shown({ first: { videos, segments }, topic, entity }) {
  const variables = { slug: topic.slug, ids: entity ? [entity.id] : null };
  const talks = useMore("topic_talks", variables, videos, (data) => data.topic.videos);
  const lines = useMore("topic_lines", variables, segments, (data) => data.topic.segments);
  return html`
    <section aria-labelledby="talks">
      <h2 id="talks">
        ${entity ? html`Talks on ${topic.name} mentioning <${Link} to=${entityAt(entity.slug)}>${entity.name}</${Link}>` : "Talks"}
        ${" "}<span class="count">${number(videos.totalCount)}</span>
      </h2>
      ${videos.totalCount === 0 && html`<p class="aside">No talks. <${Link} to=${withValues({ entity: null })}>All talks on ${topic.name}</${Link}></p>`}
      <ul class="talks">
        ${talks.pages.flatMap(({ edges }) => edges.map(({ node, segmentCount, firstSeconds }) => html`<${TalkLine} key=${node.slug} talk=${node} seconds=${firstSeconds}>
          <p class="aside">${counted(segmentCount, "passage")} on ${topic.name}, first at <${Moment} slug=${node.slug} seconds=${firstSeconds} /></p>
        </${TalkLine}>`))}
      </ul>
      <${More} list=${talks}>More talks</${More}>
    </section>
    ${segments.totalCount > 0 &&
    html`<section aria-labelledby="said">
      <h2 id="said">${entity ? html`Passages on ${topic.name} mentioning ${entity.name}` : html`Passages on ${topic.name}`} <span class="count">${number(segments.totalCount)}</span></h2>
      <ul class="said-list">
        ${lines.pages.flatMap(({ nodes }) => nodes.map((line) => html`<${Said} key=${`${line.video.slug} ${line.startSeconds}`} line=${line} />`))}
      </ul>
      <${More} list=${lines}>More passages</${More}>
    </section>`}
  `;
}
