// Talks as lines of a list.
import { html } from "../preact.js";
import { Link, talkAt, topicAt } from "../address.js";
import { Poster } from "../watch/poster.js";
import { day, length } from "../words.js";

/** When, who and how long, as far as it is known. */
export function Facts({ talk: { channel, publishedOn, durationSeconds }, children }) {
  const facts = [
    channel && html`<span>${channel.name}</span>`,
    publishedOn && html`<time datetime=${publishedOn}>${day(publishedOn)}</time>`,
    durationSeconds && html`<span>${length(durationSeconds)}</span>`,
    ...[children].flat().filter(Boolean),
  ].filter(Boolean);
  return html`<p class="facts">${facts.map((fact, index) => [index > 0 && html`<span aria-hidden="true"> · </span>`, fact])}</p>`;
}

export function TalkLine({ talk, seconds, children }) {
  return html`<li class="talk-line with-poster">
    <${Poster} talk=${talk} />
    <h3><${Link} to=${talkAt(talk.slug, seconds)}>${talk.title}</${Link}></h3>
    <${Facts} talk=${talk} />
    ${talk.topics?.nodes.length > 0 && html`<${Topics} topics=${talk.topics.nodes} />`}
    ${children}
  </li>`;
}

export function Topics({ topics }) {
  return html`<ul class="chips" aria-label="Topics">
    ${topics.map((topic) => html`<li key=${topic.slug}><${Link} to=${topicAt(topic.slug)}>${topic.name}</${Link}></li>`)}
  </ul>`;
}
