// Search: one ranking of talks, entities, topics, chapters, summaries and moments.
import { html } from "../preact.js";
import { entityAt, Link, talkAt, topicAt, withValues } from "../address.js";
import { Answered, Heading, More, useAnswer, useMore } from "../answer.js";
import { SearchBox } from "../frame.js";
import { Marked } from "../talk/said.js";
import { Watch } from "../statement.js";
import { clock, counted, day, KINDS, voiceOf } from "../words.js";

const SCOPES = {
  TRANSCRIPT: "Moments",
  ENTITY: "Who and what",
  TOPIC: "Topics",
  VIDEO: "Talks",
  CHAPTER: "Chapters",
  SUMMARY: "Summaries",
};

const HINT = "Plain words, a name, a nickname or a phrase: everything that was said can be found.";

export function SearchPage({ address }) {
  const words = address.searchParams.get("q")?.trim() ?? "";
  const asked = address.searchParams.get("in");
  const scope = SCOPES[asked] ? asked : null;
  const variables = { query: words, in: scope && [scope] };
  const answer = useAnswer("search_page", words ? variables : null);
  return html`<div class="narrow">
    <${Heading} title=${words ? `Search: ${words}` : "Search"}>Search${words && html` <span class="asked">“${words}”</span>`}</${Heading}>
    <${SearchBox} asked=${words} label="Words, a name, a topic" large />
    ${words ? html`<${Scopes} scope=${scope} />` : html`<p class="aside">${HINT}</p>`}
    ${words && html`<${Answered} answer=${answer} what="Searching">
      ${({ search }) => html`<${Hits} first=${search} variables=${variables} scope=${scope} />`}
    </${Answered}>`}
  </div>`;
}

function Scopes({ scope }) {
  const link = (name, title) => html`<${Link} to=${withValues({ in: name })} aria-current=${scope === name ? "true" : undefined}>${title}</${Link}>`;
  return html`<nav class="choices" aria-label="Where to look">
    ${link(null, "Everywhere")} ${Object.entries(SCOPES).map(([name, title]) => link(name, title))}
  </nav>`;
}

function Hits({ first, variables, scope }) {
  const list = useMore("search_page", variables, first, (data) => data.search);
  const edges = list.pages.flatMap((page) => page.edges);
  if (!edges.length) {
    const elsewhere = html`<${Link} to=${withValues({ in: null })}>Look everywhere</${Link}>`;
    if (scope) return html`<p role="status">Nothing was found in ${SCOPES[scope].toLowerCase()}. ${elsewhere}</p>`;
    return html`<p role="status">Nothing was found. Try fewer words, or another spelling.</p>`;
  }
  return html`
    ${first.correctedQuery && html`<${Corrected} asked=${variables.query} found=${first.correctedQuery} />`}
    <ol class="hits">${edges.map((edge, index) => html`<li key=${index}><${Hit} ...${edge} /></li>`)}</ol>
    <${More} list=${list}>More hits</${More}>
  `;
}

/** Whose hits these are, where words that were asked for are found nowhere. */
function Corrected({ asked, found }) {
  return html`<p role="status">
    Nothing has all the words of “${asked}”. These are the hits of <${Link} to=${withValues({ q: found })}>${found}</${Link}>.
  </p>`;
}

function Hit({ node, snippet, highlights }) {
  const { sort, to, title, facts, url, at, says = true } = read(node);
  const other = snippet && snippet !== title; // what found an entity may be the name that stands above
  return html`
    <p class="kicker">${sort}</p>
    <h2><${Link} to=${to}>${title}</${Link}>${url && html` <${Watch} url=${url} at=${at} />`}</h2>
    ${says && other && html`<p class="snippet"><${Marked} text=${snippet} ranges=${highlights} /></p>`}
    ${facts && html`<p class="aside">${facts}</p>`}
  `;
}

/** What a hit is, where it leads and what stands by it. */
function read(node) {
  const { video } = node;
  switch (node.__typename) {
    case "Video": {
      const facts = [node.channel?.name, node.publishedOn && day(node.publishedOn)].filter(Boolean);
      return { sort: "Talk", to: talkAt(node.slug), title: node.title, facts: facts.join(" · ") };
    }
    case "Topic":
      return { sort: "Topic", to: topicAt(node.slug), title: node.name, facts: counted(node.videoCount, "talk"), says: false };
    case "ChapterHit": {
      const { title, startSeconds } = node.chapter;
      const facts = `${video.title}, ${clock(startSeconds)}`;
      return { sort: "Chapter", to: talkAt(video.slug, startSeconds), title, facts, says: false };
    }
    case "SummaryHit": {
      const { section, bullet } = node;
      if (!section) return { sort: "Summary", to: `${talkAt(video.slug)}#summary`, title: video.title };
      const seconds = bullet?.segments[0]?.startSeconds ?? section.startSeconds;
      return { sort: "Summary", to: talkAt(video.slug, seconds), title: section.heading, facts: video.title };
    }
    case "Segment": {
      const at = clock(node.startSeconds);
      const to = talkAt(video.slug, node.startSeconds);
      return { sort: "Moment", to, title: `${video.title}, ${at}`, facts: voiceOf(node.speaker), url: node.url, at };
    }
    default: {
      const facts = `${counted(node.mentionCount, "mention")} in ${counted(node.videoCount, "talk")}`;
      return { sort: KINDS[node.kind]?.[0] ?? node.kind, to: entityAt(node.slug), title: node.name, facts };
    }
  }
}
