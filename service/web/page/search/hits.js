// Results of a search: entities and topics first, then what was found in talks, talk by talk.
import { html } from "../preact.js";
import { Link, talkAt, topicAt } from "../address.js";
import { searchAt } from "./filters.js";
import { Marked } from "../talk/said.js";
import { EntityLink, Moment } from "../statement.js";
import { Facts } from "../talk/talks.js";
import { counted, KINDS, voiceOf } from "../words.js";

const SHOWN = 5; // of a talk; the rest is folded

/** `counts`: how many results each talk has, by its slug, as far as known; `whole`: no result of a talk is folded; `id` tells two on one page apart. */
export function Grouped({ edges, asked, counts, whole = false, id = "all" }) {
  const { entities, topics, talks } = group(edges);
  return html`
    ${entities.length > 0 && html`<${Named} id=${`${id}-entities`} named=${landmark(id, "entities")} title="People, companies, ideas">${entities.map(EntityHit)}</${Named}>`}
    ${topics.length > 0 && html`<${Named} id=${`${id}-topics`} named=${landmark(id, "topics")} title="Topics">${topics.map(TopicHit)}</${Named}>`}
    ${talks.length > 0 && html`<section aria-labelledby=${landmark(id, "talks")}>
      <h2 id=${`${id}-talks`}>In talks</h2>
      <ol class="hits">
        ${talks.map((talk) => html`<${TalkHits} key=${talk.video.slug} talk=${talk} asked=${asked} count=${counts?.get(talk.video.slug)} whole=${whole} />`)}
      </ol>
    </section>`}
  `;
}

/** The first group of each kind is a landmark; one more of the same name would not be found by its name. */
const landmark = (id, part) => (id === "all" ? `${id}-${part}` : undefined);

/** Results by what they are; those of one talk together, where the first of them stands in the ranking. */
function group(edges) {
  const talks = new Map();
  const [entities, topics] = [[], []];
  for (const edge of edges) {
    const { node } = edge;
    const video = node.__typename === "Video" ? node : node.video;
    if (video) {
      if (!talks.has(video.slug)) talks.set(video.slug, { video, title: null, hits: [] });
      if (node.__typename === "Video") talks.get(video.slug).title = edge;
      else talks.get(video.slug).hits.push(edge);
    } else (node.__typename === "Topic" ? topics : entities).push(edge);
  }
  return { entities, topics, talks: [...talks.values()] };
}

function Named({ id, named, title, children }) {
  return html`<section aria-labelledby=${named}>
    <h2 id=${id}>${title}</h2>
    <ul class="matches">${children}</ul>
  </section>`;
}

function EntityHit({ node, snippet, highlights }) {
  return html`<li key=${node.slug}>
    <p><${EntityLink} entity=${node} /> <span class="aside">${KINDS[node.kind]?.[0]}</span></p>
    ${snippet && snippet !== node.name && html`<p class="snippet"><${Marked} text=${snippet} ranges=${highlights} /></p>`}
    <p class="aside">${node.mentionCount > 0 && `${counted(node.mentionCount, "mention")} in `}${counted(node.videoCount, "talk")}</p>
  </li>`;
}

function TopicHit({ node }) {
  return html`<li key=${node.slug}>
    <p><${Link} to=${topicAt(node.slug)}>${node.name}</${Link}></p>
    <p class="aside">${counted(node.videoCount, "talk")}</p>
  </li>`;
}

function TalkHits({ talk: { video, title, hits }, asked, count, whole }) {
  const first = whole ? hits : hits.slice(0, SHOWN);
  const rest = hits.slice(first.length);
  const lines = (some) => some.map((edge, index) => html`<${Hit} key=${index} edge=${edge} slug=${video.slug} />`);
  const said = title && title.snippet !== video.title && html`<p class="snippet"><${Marked} text=${title.snippet} ranges=${title.highlights} /></p>`;
  const shown = hits.length + (title ? 1 : 0);
  const all = count > shown && !asked.filters.talk && { ...asked, filters: { ...asked.filters, talk: video.slug } };
  return html`<li>
    <h3><${Link} to=${talkAt(video.slug)}>${title && !said ? html`<${Marked} text=${video.title} ranges=${title.highlights} />` : video.title}</${Link}></h3>
    <${Facts} talk=${video}>${all && html`<${Link} to=${searchAt(all)}>All ${counted(count, "result")} in this talk</${Link}>`}</${Facts}>
    ${said}
    ${first.length > 0 && html`<ul class="of-talk">${lines(first)}</ul>`}
    ${rest.length > 0 && html`<details><summary>${counted(rest.length, "more result")}</summary><ul class="of-talk">${lines(rest)}</ul></details>`}
  </li>`;
}

function Hit({ edge: { node, snippet, highlights }, slug }) {
  const marked = html`<${Marked} text=${snippet} ranges=${highlights} />`;
  switch (node.__typename) {
    case "ChapterHit": {
      const { startSeconds } = node.chapter;
      return html`<li class="hit"><${Moment} slug=${slug} seconds=${startSeconds} /> <span class="kicker">Chapter</span> <${Link} to=${talkAt(slug, startSeconds)}>${marked}</${Link}></li>`;
    }
    case "SummaryHit": {
      const { section, bullet } = node;
      const seconds = bullet?.segments[0]?.startSeconds ?? section?.startSeconds;
      const to = section ? talkAt(slug, seconds) : `${talkAt(slug)}#summary`;
      return html`<li class="hit"><${Moment} slug=${slug} seconds=${seconds} /> <span class="kicker">Summary</span> <${Link} to=${to}>${marked}</${Link}></li>`;
    }
    default: {
      const { startSeconds, url, speaker } = node;
      const voice = voiceOf(speaker);
      return html`<li class="hit moment-hit">
        <${Moment} slug=${slug} seconds=${startSeconds} url=${url} />${voice && html` <bdi class="who">${voice}</bdi>`}${" "}
        <${Link} to=${talkAt(slug, startSeconds)} class="said" dir="auto">${marked}</${Link}>
      </li>`;
    }
  }
}
