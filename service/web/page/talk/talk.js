// The page of one talk: summary, map, connections, chapters, topics, entities, transcript.
import { html, useMemo } from "../preact.js";
import { Link, talkAt, topicAt } from "../address.js";
import { Answered, Heading, NotFound, useAnswer } from "../answer.js";
import { Contents } from "./contents.js";
import { Entities } from "./entities.js";
import { MapRoom } from "../map/map.js";
import { ExploredMap } from "../explore/explored_map.js";
import { Moment, Quotes, Sentence } from "../statement.js";
import { Summary } from "./summary.js";
import { Facts } from "./talks.js";
import { Transcript } from "./transcript.js";
import { clock, counted, length, number } from "../words.js";
import { Voices } from "./voices.js";

const OPEN = 8; // connections that stand open; the rest is folded

export function Talk({ slug, address }) {
  const answer = useAnswer("video_page", { by: { slug } });
  return html`<${Answered} answer=${answer} what="Loading the talk">
    ${({ video }) => (video ? html`<${Found} video=${video} address=${address} />` : html`<${Unknown} />`)}
  </${Answered}>`;
}

function Unknown() {
  return html`<${NotFound} title="There is no such talk">It may have been taken out, or the address is not whole.</${NotFound}>`;
}

function Found({ video, address }) {
  const parts = [
    (video.summary || video.sections.length > 0) && ["summary", "Summary"],
    video.entities.totalCount > 0 && ["map", "Map"],
    video.relationships.totalCount > 0 && ["connections", "Connections"],
    video.chapters.length > 1 && ["chapters", "Chapters"],
    video.topics.totalCount > 0 && ["topics", "Topics"],
    video.entities.totalCount > 0 && ["entities", "Who and what"],
    ["transcript", "Transcript", video.chapters.map(({ title }, index) => [`chapter-${index}`, title])],
  ].filter(Boolean);
  return html`<div class="with-contents">
    <${Contents} parts=${parts} />
    <article class="talk">
      <header>
        <${Heading} title=${video.title} />
        <${Facts} talk=${video}>
          ${video.url && html`<a href=${video.url} target="_blank" rel="noopener">Source ▶</a>`}
        </${Facts}>
        <p class="counts">${counted(video.relationships.totalCount, "connection")} · ${counted(video.entities.totalCount, "entity")} in this video</p>
        <${Voices} video=${video} />
        ${video.description && html`<details class="description"><summary>Description</summary><p>${video.description}</p></details>`}
      </header>
      <${Summary} video=${video} />
      <${TalkMap} video=${video} />
      <${Stated} video=${video} />
      <${Chapters} video=${video} />
      <${TopicsOf} video=${video} />
      <${Entities} video=${video} />
      <${Transcript} video=${video} address=${address} />
    </article>
  </div>`;
}

function TalkMap({ video }) {
  const answer = useAnswer("video_map", video.entities.totalCount ? { video: video.id } : null);
  const weights = useMemo(() => new Map(video.entities.edges.map(({ node, mentionCount }) => [node.id, mentionCount])), [video]);
  if (!video.entities.totalCount) return null;
  return html`<section id="map" aria-labelledby="map-head">
    <h2 id="map-head" tabindex="-1">Map</h2>
    <${MapRoom} answer=${answer} nothing="Nothing is said here that connects two entities.">
      ${(slice) => html`<${ExploredMap} slice=${slice} label="Map of the talk" talk=${video.slug} name=${video.slug} weights=${weights} connections=${video.relationships.totalCount} />`}
    </${MapRoom}>
  </section>`;
}

function Stated({ video: { slug, relationships } }) {
  if (!relationships.totalCount) return null;
  const missing = relationships.totalCount - relationships.edges.length;
  const lines = (some) => html`<ul class="statements">
    ${some.map(({ node, evidence }) => html`<li key=${node.id}>
      <p><${Sentence} relationship=${node} /></p>
      <${Quotes} evidence=${evidence} talk=${slug} />
    </li>`)}
  </ul>`;
  const rest = relationships.edges.slice(OPEN);
  return html`<section id="connections" aria-labelledby="connections-head">
    <h2 id="connections-head" tabindex="-1">Connections <span class="count">${number(relationships.totalCount)}</span></h2>
    ${lines(relationships.edges.slice(0, OPEN))}
    ${rest.length > 0 && html`<details><summary>${rest.length} more</summary>${lines(rest)}</details>`}
    ${missing > 0 && html`<p class="aside">The ${relationships.edges.length} best borne out; ${number(missing)} more are in the graph.</p>`}
  </section>`;
}

function Chapters({ video: { slug, chapters } }) {
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

function TopicsOf({ video: { slug, topics } }) {
  if (!topics.totalCount) return null;
  return html`<section id="topics" aria-labelledby="topics-head">
    <h2 id="topics-head" tabindex="-1">Topics <span class="count">${number(topics.totalCount)}</span></h2>
    <ul class="chips">
      ${topics.edges.map(({ node, firstSeconds }) => html`<li key=${node.id}>
        <${Link} to=${topicAt(node.slug)}>${node.name}</${Link}> <${Moment} slug=${slug} seconds=${firstSeconds} />
      </li>`)}
    </ul>
  </section>`;
}
