// The first page: what there is, and ways in.
import { html } from "../preact.js";
import { Link, talkAt, topicAt } from "../address.js";
import { Answered, Heading, useAnswer } from "../answer.js";
import { may, useViewer } from "../edit/viewer.js";
import { later } from "../later.js";
import { Glance, MapRoom } from "../map/room.js";
import { More, useMore } from "../more.js";
import { SearchBox } from "../search/box.js";
import { Questions } from "./questions.js";
import { EntityLink } from "../statement.js";
import { TalkLine } from "../talk/talks.js";
import { counted, number } from "../words.js";

const GraphDownloads = later(() => import("../watch/downloads.js"), "GraphDownloads", "");

export function Home() {
  const answer = useAnswer("home", {});
  return html`
    <div class="hero">
      <div>
        <${Heading} title="What was said, by whom, and at which second" named="" />
        <p class="lead">
          An interactive map of every person, idea and reference in these talks. Each connection shows the quote, the speaker
          and the moment.
        </p>
        <${SearchBox} asked="" label="Search all talks" large />
      </div>
      <${NewestMap} talk=${answer.data?.videos.nodes[0]} />
    </div>
    <${Answered} answer=${answer}>${(data) => html`<${Found} data=${data} />`}</${Answered}>
  `;
}

function NewestMap({ talk }) {
  const answer = useAnswer("video_map", talk ? { video: talk.id } : null);
  if (!talk || (answer.data && !answer.data.graph.links.length)) return null;
  const to = (id) => `${talkAt(talk.slug)}?${new URLSearchParams({ show: id })}`;
  return html`<figure class="newest">
    <${MapRoom} answer=${answer}>${(slice) => html`<${Glance} slice=${slice} label=${`Map of the newest talk, ${talk.title}`} to=${to} />`}</${MapRoom}>
    <figcaption class="aside">The newest talk: <${Link} to=${talkAt(talk.slug)}>${talk.title}</${Link}></figcaption>
  </figure>`;
}

function Found({ data }) {
  if (!data.stats.videoCount) return html`<${Empty} />`;
  return html`
    <${Counts} stats=${data.stats} />
    <${Questions} data=${data} />
    <div class="columns">
      <${Talks} first=${data.videos} />
      <aside class="ways">
        <section aria-labelledby="topics">
          <h2 id="topics">Topics</h2>
          <ul class="chips">
            ${data.topics.nodes.map((topic) => html`<li key=${topic.slug}>
              <${Link} to=${topicAt(topic.slug)}>${topic.name}</${Link}>
            </li>`)}
          </ul>
        </section>
        ${data.entities.nodes.length > 0 &&
        html`<section aria-labelledby="known">
          <h2 id="known">Most mentioned</h2>
          <ul class="names">
            ${data.entities.nodes.map((entity) => html`<li key=${entity.id}><${EntityLink} entity=${entity} /></li>`)}
          </ul>
        </section>`}
      </aside>
    </div>
  `;
}

function Counts({ stats }) {
  const together = stats.coMentionCount;
  const counts = [
    counted(stats.videoCount, "talk"),
    counted(stats.segmentCount, "passage"),
    counted(stats.entityCount, "entity"),
    counted(stats.relationshipCount - together, "connection"),
    ...(together ? [counted(together, "co-mention")] : []),
    counted(stats.evidenceCount, "quote"),
    counted(stats.topicCount, "topic"),
  ].map((text) => text.split(" "));
  return html`<dl class="counts">
    ${counts.map(([number, noun]) => html`<div key=${noun}><dt>${noun}</dt><dd>${number}</dd></div>`)}
  </dl>`;
}

function Talks({ first }) {
  const list = useMore("talks", {}, first, (data) => data.videos);
  const viewer = useViewer();
  return html`<section aria-labelledby="talks">
    <div class="with-link">
      <h2 id="talks">Talks</h2>
      ${may(viewer, "INGEST") && html`<${Link} to="/import">Import talks</${Link}>`}
      ${may(viewer, "CURATE") && html`<${Link} to="/duplicates">Possible duplicates</${Link}>`}
    </div>
    <ul class="talks">
      ${list.pages.flatMap(({ nodes }) => nodes.map((talk) => html`<${TalkLine} key=${talk.slug} talk=${talk} />`))}
    </ul>
    <${More} list=${list}>More talks (${number(first.totalCount)} in all)</${More}>
    <${GraphDownloads} />
  </section>`;
}

function Empty() {
  return html`<section class="empty" aria-labelledby="empty">
    <h2 id="empty">No talks yet</h2>
    ${may(useViewer(), "INGEST") && html`<p><${Link} to="/import">Import talks</${Link}></p>`}
    <p>In a terminal, import a transcript in any common format, then reload this page:</p>
    <pre><code>videograph ingest talk.vtt --title "A talk" --url https://example.org/talk</code></pre>
    <p>Or try the talks that come with Videograph: <code>videograph demo</code></p>
  </section>`;
}
