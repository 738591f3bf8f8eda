// The chapters and the topics of a talk.
import { html } from "../preact.js";
import { go, Link, talkAt, topicAt, withValues } from "../address.js";
import { Moment } from "../statement.js";
import { clock, length, number } from "../words.js";

export function Chapters({ video: { slug, chapters } }) {
  if (chapters.length < 2) return null;
  return html`<section id="chapters" aria-labelledby="chapters-head">
    <h2 id="chapters-head" tabindex="-1">Chapters</h2>
    <ol class="chapters">
      ${chapters.map(({ title, startSeconds, endSeconds }, index) => html`<li key=${index}>
        <${Link} class="time" to=${talkAt(slug, startSeconds)} tabindex="-1" aria-hidden="true">${clock(startSeconds)}</${Link}>
        <${Link} to=${`${talkAt(slug)}#chapter-${index}`}>${title}</${Link}>
        <span class="aside">${length(endSeconds - startSeconds)}</span>
      </li>`)}
    </ol>
  </section>`;
}

export function TopicsOf({ video: { slug, topics }, asked }) {
  const chosen = asked.get("topic");
  if (!topics.totalCount) return null;
  return html`<section id="topics" aria-labelledby="topics-head">
    <h2 id="topics-head" tabindex="-1">Topics <span class="count">${number(topics.totalCount)}</span></h2>
    <ul class="chips">
      ${topics.edges.map(({ node, firstSeconds }) => html`<li key=${node.id}>
        <${Link} to=${topicAt(node.slug)}>${node.name}</${Link}> <${Moment} slug=${slug} seconds=${firstSeconds} />
        <${OnTimeline} topic=${node} on=${node.slug === chosen} />
      </li>`)}
    </ul>
  </section>`;
}

/** Marks a topic's moments on the timeline until it is pressed again. */
function OnTimeline({ topic: { slug, name }, on }) {
  const press = () => go(withValues({ topic: on ? null : slug }), { replace: true });
  return html`<button type="button" class="plain on-timeline" aria-pressed=${on} aria-label=${`Show ${name} on the timeline`} onClick=${press}>❙❙❙</button>`;
}
