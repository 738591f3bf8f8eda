// The page of one talk: summary, map, connections, chapters, topics, entities, transcript.
import { html, memo, useMemo, useState } from "../preact.js";
import { Answered, Heading, NotFound, useAnswer } from "../answer.js";
import { Contents } from "./contents.js";
import { later } from "../later.js";
import { ExploredMap, MapRoom } from "../map/room.js";
import { inItsWords } from "../statement.js";
import { Summary, summaryTitle } from "./summary.js";
import { Facts } from "./talks.js";
import { Transcript } from "./transcript.js";
import { counted, countsOf } from "../words.js";
import { Voices } from "./voices.js";
import { Player } from "../watch/player.js";
import { Poster } from "../watch/poster.js";
import { playerOf, useTalk } from "../watch/playing.js";
import { usePointed } from "../watch/pointed.js";
import { useSegments } from "../watch/segments.js";

// Nobody has to wait for these to read.
const Strip = later(() => import("../watch/strip.js"), "Strip", html`<div class="strip"><div class="strip-bar"></div></div>`);
const Follow = later(() => import("../watch/follow.js"), "Follow");
const Stated = later(() => import("./stated.js"), "Stated");
const Chapters = later(() => import("./parts.js"), "Chapters");
const TopicsOf = later(() => import("./parts.js"), "TopicsOf");
const Entities = later(() => import("./entities.js"), "Entities");
const Decisions = later(() => import("../edit/decisions.js"), "TalkDecisions");
const ReadingOffer = later(() => import("../edit/reading.js"), "ReadingOffer", "");
const Tools = later(() => import("../edit/talk_tools.js"), "TalkTools", "");

export function Talk({ slug, address }) {
  const answer = useAnswer("video_page", { by: { slug } });
  return html`<${Answered} answer=${answer} what="Loading talk">
    ${({ video }) => (video ? html`<${Found} video=${video} address=${address} />` : html`<${Unknown} />`)}
  </${Answered}>`;
}

function Unknown() {
  return html`<${NotFound} title="Talk not found">It may have been deleted, or the link is incomplete.</${NotFound}>`;
}

function Found({ video, address }) {
  const lines = useSegments(video);
  const [lit, light] = useState(null);
  const [decided, tell] = useState(0);
  const { marks, label, hover, choose, over, out } = usePointed(video, lines.segments, address.searchParams);
  const wanted = Number(address.searchParams.get("t")) || 0;
  useTalk(video);
  const parts = [
    summaryTitle(video) && ["summary", summaryTitle(video)],
    video.entities.totalCount > 0 && ["map", "Map"],
    ...inOrder(
      video,
      video.entities.totalCount > 0 && ["connections", "Connections"],
      video.chapters.length > 1 && ["chapters", "Chapters"],
      video.topics.totalCount > 0 && ["topics", "Topics"],
      video.entities.totalCount > 0 && ["entities", "People, companies, ideas"],
    ),
    ["transcript", "Transcript", video.chapters.map(({ title }, index) => [`chapter-${index}`, title])],
    decided > 0 && ["decisions", "Decisions"],
  ].filter(Boolean);
  const player = playerOf(video);
  return html`<div class="with-contents talk-page">
    <${Contents} parts=${parts} />
    <article class="talk" onMouseOver=${over} onMouseOut=${out} onFocusIn=${over} onFocusOut=${out}>
      <header>
        ${player?.sound !== false && html`<${Poster} talk=${video} />`}
        <${Heading} title=${video.title} />
        <${Facts} talk=${video}>
          ${video.url && html`<a href=${video.url} target="_blank" rel="noopener">Source ▶</a>`}
          ${video.recognizer && html`<span title="A machine wrote what it heard. Names may be misspelt.">Transcribed by ${video.recognizer}${video.diarizer && ", speakers estimated"}</span>`}
        </${Facts}>
        <div class="with-tools"><p class="counts">${countsOf(video, player?.sound ? "recording" : "video")}${decided > 0 && html` · <a href="#decisions">${counted(decided, "decision")}</a>`}</p><${Tools} talk=${video} lines=${lines.segments} /></div>
        <${Voices} video=${video} />
        ${video.description && html`<details class="description"><summary>Description</summary><p>${video.description}</p></details>`}
      </header>
      <${Summary} video=${video} lines=${lines.segments} />
      <div class="talk-side">
        <${Player} video=${video} wanted=${wanted} />
        <${Strip} video=${video} segments=${lines.segments} marks=${marks} label=${label} onLight=${light} />
        <${TalkMap} video=${video} lit=${lit} onHover=${hover} onChosen=${choose} />
      </div>
      <${Words} video=${video} address=${address} lines=${lines} tell=${tell} />
    </article>
    <${Follow} slug=${video.slug} segments=${lines.segments} />
  </div>`;
}

/** Whether the offline extraction has read a talk. */
const readOffline = ({ extractor }) => extractor.startsWith("offline/");

/** The parts of a talk: connections first, but those of a talk that was read offline are few, and come last. */
const inOrder = (video, connections, chapters, topics, entities) =>
  readOffline(video) ? [entities, chapters, topics, connections] : [connections, chapters, topics, entities];

/** All that is read below the map on a narrow window; it is not drawn again when something is pointed at. */
const Words = memo(function Words({ video, address, lines, tell }) {
  return html`<div class="talk-words">
    ${inOrder(
      video,
      html`<${Stated} key="connections" video=${video} />`,
      html`<${Chapters} key="chapters" video=${video} />`,
      html`<${TopicsOf} key="topics" video=${video} asked=${address.searchParams} />`,
      html`<${Entities} key="entities" video=${video} />${readOffline(video) && html`<${ReadingOffer} talk=${video} />`}`,
    )}
    <${Transcript} video=${video} address=${address} lines=${lines} />
    <${Decisions} slug=${video.slug} tell=${tell} />
  </div>`;
});

function TalkMap({ video, ...events }) {
  const answer = useAnswer("video_map", video.entities.totalCount ? { video: video.id } : null);
  const weights = useMemo(() => new Map(video.entities.edges.map(({ node, mentionCount }) => [node.id, mentionCount])), [video]);
  const own = useMemo(() => answer.data && { ...answer, data: { graph: inItsWords(answer.data.graph, video) } }, [answer.data, video]);
  if (!video.entities.totalCount) return null;
  return html`<section id="map" aria-labelledby="map-head">
    <h2 id="map-head" tabindex="-1">Map</h2>
    <${MapRoom} answer=${own ?? answer} nothing="No two names are mentioned together in this talk: there is nothing to draw.">
      ${(slice) => html`<${ExploredMap} slice=${slice} ...${events} label="Map of the talk" talk=${video.slug} name=${video.slug} weights=${weights} connections=${video.relationships.totalCount} />`}
    </${MapRoom}>
  </section>`;
}
