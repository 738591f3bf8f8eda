// What a person said, by topic and by entity; and the segments in which an entity is mentioned.
import { html } from "../preact.js";
import { Link, withValues } from "../address.js";
import { Answered, useAnswer } from "../answer.js";
import { More, useMore } from "../more.js";
import { Said } from "../talk/said.js";
import { number } from "../words.js";

const OPEN = 8; // topics, and entities, that stand open; the rest is folded

/** `span`: the days of a month that is chosen, or null. The topic and the entity that are chosen are in the address. */
export function SaidBy({ entity, address, span }) {
  const { id, name, spokenTopics, spokenEntities } = entity;
  const topics = spokenTopics.map(({ topic, segmentCount }) => ({ ...topic, count: segmentCount }));
  const entities = spokenEntities.map(({ entity: one, segmentCount }) => ({ ...one, count: segmentCount }));
  const asked = { topic: address.searchParams.get("topic") ?? "", about: address.searchParams.get("about") ?? "" };
  const known = { topic: topics.find(({ slug }) => slug === asked.topic), about: entities.find(({ slug }) => slug === asked.about) };
  const missing = Object.keys(asked).some((key) => asked[key] && !known[key]);
  const other = useAnswer("said_about", missing ? { topicSlug: asked.topic, about: asked.about } : null);
  const topic = known.topic ?? other.data?.topic;
  const about = known.about ?? other.data?.entity;
  const unknown = other.data && ((asked.topic && !topic) || (asked.about && !about));
  const ready = (!missing || other.data) && !unknown;
  const filters = {
    speakers: { any: [id] },
    ...(topic && { topics: { any: [topic.id] } }),
    ...(about && { entities: { any: [about.id] } }),
    ...(span && { publishedOn: span }),
  };
  const answer = useAnswer("entity_said", ready ? { filters } : null);
  return html`<section id="said" class="awaited" aria-labelledby="said-head">
    <h2 id="said-head" tabindex="-1">
      Said by ${name}${answer.data && html` <span class="count">${number(answer.data.segments.totalCount)}</span>`}
    </h2>
    <${Choices} title="Topics" name="topic" values=${topics} chosen=${asked.topic} />
    <${Choices} title="People, companies, ideas" name="about" values=${entities} chosen=${asked.about} />
    ${unknown
      ? html`<p role="status">No matches. <${Link} to=${withValues({ topic: null, about: null })}>Remove the filters</${Link}></p>`
      : html`<${Answered} answer=${other.failure ? other : answer}>
          ${({ segments }) => html`<${Segments}
            key=${JSON.stringify(filters)}
            operation="entity_said"
            filters=${filters}
            first=${segments}
            slug=${about?.slug}
            clear=${asked.topic || asked.about ? { topic: null, about: null } : { month: null }}
          />`}
        </${Answered}>`}
  </section>`;
}

function Choices({ title, name, values, chosen }) {
  if (!values.length) return null;
  const id = `said-${name}`;
  const rest = values.slice(OPEN);
  const chips = (some) => html`<ul class="chips" aria-labelledby=${id}>
    ${some.map(({ slug, name: called, count }) => html`<li key=${slug}>
      <${Link} to=${withValues({ [name]: slug === chosen ? null : slug })} aria-current=${slug === chosen ? "true" : undefined}>
        ${called} <span class="count">${number(count)}</span>
      </${Link}>
    </li>`)}
  </ul>`;
  return html`<div class="said-choices">
    <h3 id=${id}>${title}</h3>
    ${chips(values.slice(0, OPEN))}
    ${rest.length > 0 && html`<details open=${rest.some(({ slug }) => slug === chosen)}><summary>${rest.length} more</summary>${chips(rest)}</details>`}
  </div>`;
}

/** The segments that mention the entity, each once. */
export function Mentions({ entity, span }) {
  const filters = { entities: { any: [entity.id] }, ...(span && { publishedOn: span }) };
  const answer = useAnswer("entity_mentions", entity.mentionCount ? { filters } : null);
  if (!entity.mentionCount) return null;
  return html`<section id="mentions" class="awaited" aria-labelledby="mentions-head">
    <h2 id="mentions-head" tabindex="-1">
      Mentions${answer.data && html` <span class="count">${number(answer.data.segments.totalCount)}</span>`}
    </h2>
    <${Answered} answer=${answer}>
      ${({ segments }) => html`<${Segments} key=${JSON.stringify(filters)} operation="entity_mentions" filters=${filters} first=${segments} slug=${entity.slug} clear=${{ month: null }} />`}
    </${Answered}>
  </section>`;
}

/** Segments with the mentions of the entity `slug` marked; `clear`: what to take out of the address where there are none. */
function Segments({ operation, filters, first, slug, clear }) {
  const list = useMore(operation, { filters }, first, (data) => data.segments);
  const segments = list.pages.flatMap(({ nodes }) => nodes);
  if (!segments.length) return html`<p role="status">No matches. <${Link} to=${withValues(clear)}>Show all</${Link}></p>`;
  return html`
    <ul class="said-list">
      ${segments.map((line) => html`<${Said} key=${`${line.video.slug} ${line.startSeconds}`} line=${line} ranges=${rangesOf(line, slug)} />`)}
    </ul>
    <${More} list=${list}>More ${operation === "entity_said" ? "moments" : "mentions"}</${More}>
  `;
}

const rangesOf = ({ mentions }, slug) =>
  mentions.filter(({ entity }) => entity.slug === slug).map(({ startOffset, endOffset }) => ({ start: startOffset, end: endOffset }));
