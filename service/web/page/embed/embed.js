// What stands in a frame of another site: a map, or the words at a moment, and a link back.
import { html, useMemo } from "../preact.js";
import { entityAt, Link, talkAt } from "../address.js";
import { Answered, NotFound, useAnswer } from "../answer.js";
import { Around } from "./around.js";
import { GraphMap, MapRoom } from "../map/room.js";
import { inItsWords } from "../statement.js";
import { clock, countsOf, day, voiceOf } from "../words.js";

const INSTANT = 0.001; // seconds: a line that begins at the moment itself counts too

export function EmbeddedTalk({ slug, address }) {
  const moment = Number(address.searchParams.get("t") || NaN);
  return Number.isFinite(moment) && moment >= 0
    ? html`<${Quote} slug=${slug} moment=${moment} />`
    : html`<${TalkMap} slug=${slug} />`;
}

export function EmbeddedEntity({ slug, address }) {
  const answer = useAnswer("entity_named", { by: { slug } });
  const { id, relationshipCount } = answer.data?.entity ?? {};
  const asked = address.searchParams.get("together"); // as in ../entity/entity.js
  const together = asked ? asked === "yes" : relationshipCount === 0;
  const map = useAnswer("entity_map", id ? { id, hops: together ? 1 : 2, together } : null);
  return html`<${Answered} answer=${answer}>
    ${({ entity }) => entity
      ? html`<${Around} title=${entity.name} to=${entityAt(entity.slug)}>
          <${MapRoom} answer=${map} nothing="No connections.">
            ${(slice) => html`<${GraphMap} slice=${slice} root=${id} label=${`Map around ${entity.name}`} />`}
          </${MapRoom}>
        </${Around}>`
      : html`<${Missing} />`}
  </${Answered}>`;
}

function TalkMap({ slug }) {
  const answer = useAnswer("embedded_talk", { slug });
  const video = answer.data?.video;
  const map = useAnswer("video_map", video ? { video: video.id } : null);
  const own = useMemo(() => video && map.data && { ...map, data: { graph: inItsWords(map.data.graph, video) } }, [map.data, video]);
  const weights = useMemo(() => new Map(video?.entities.edges.map(({ node, mentionCount }) => [node.id, mentionCount])), [video]);
  return html`<${Answered} answer=${answer}>
    ${() => video
      ? html`<${Around}
          title=${video.title}
          to=${talkAt(video.slug)}
          facts=${countsOf(video)}
        >
          <${MapRoom} answer=${own ?? map} nothing="No connections.">
            ${(slice) => html`<${GraphMap} slice=${slice} label="Map of the talk" talk=${video.slug} weights=${weights} />`}
          </${MapRoom}>
        </${Around}>`
      : html`<${Missing} />`}
  </${Answered}>`;
}

function Quote({ slug, moment }) {
  const answer = useAnswer("embedded_quote", { slug, end: moment + INSTANT });
  return html`<${Answered} answer=${answer}>
    ${({ video }) => {
      const said = video?.transcript.nodes[0];
      if (!said) return html`<${Missing} />`;
      const voice = voiceOf(said.speaker);
      const at = talkAt(video.slug, Math.floor(said.startSeconds));
      return html`<${Around} title=${video.title} to=${at} facts=${video.publishedOn && day(video.publishedOn)}>
        <figure class="quote-card">
          <blockquote>${said.text}</blockquote>
          <figcaption>${voice && `${voice}, `}<${Link} class="time" to=${at}>${clock(said.startSeconds)}</${Link}></figcaption>
        </figure>
      </${Around}>`;
    }}
  </${Answered}>`;
}

function Missing() {
  return html`<${NotFound} title="Page not found">The link is incomplete, or the talk was removed.</${NotFound}>`;
}
