// The page of a quote with an address: its words as they are in the transcript now, or when and why they were withdrawn.
import { html } from "../preact.js";
import { Link, talkAt } from "../address.js";
import { Answered, Heading, useAnswer } from "../answer.js";
import { Moment, QuotedWords } from "../statement.js";
import { clock, day, moment, onlyVoice } from "../words.js";

const STATES = {
  VERBATIM: "Verbatim in the transcript",
  ALTERED: "The transcript has other words now",
  ABSENT: "Not in the transcripts",
  WITHDRAWN: "Withdrawn",
};
const REASONS = {
  DELETE_VIDEO: "The talk was deleted.",
  REJECT_EVIDENCE: "The quote was rejected: it does not support its connection.",
};

export function QuotePage({ address: { pathname, search, searchParams } }) {
  const answer = useAnswer("quote_page", { permalink: pathname + search });
  return html`<${Answered} answer=${answer} what="Looking for the quote">
    ${({ quote }) => html`<${Found} quote=${quote} speakers=${searchParams.getAll("speaker")} seconds=${Number(searchParams.get("t"))} />`}
  </${Answered}>`;
}

function Found({ quote: { status, text, places, elsewhere, withdrawnAt, decision }, speakers, seconds }) {
  const cited = [...speakers, seconds > 0 && clock(seconds)].filter(Boolean).join(", ");
  return html`<article class="quote-page">
    <p class="kicker">Quote</p>
    <${Heading} title=${STATES[status]} />
    ${status !== "VERBATIM" && html`<figure class="quote">
      <blockquote dir="auto">“${text}”</blockquote>
      <figcaption>As cited${cited && `: ${cited}`}</figcaption>
    </figure>`}
    ${decision && html`<${Withdrawn} at=${withdrawnAt} decision=${decision} />`}
    ${places.length > 0 && status !== "VERBATIM" && html`<h2>In the transcript</h2>`}
    ${places.map((place) => html`<${Place} key=${place.permalink} place=${place} />`)}
    ${elsewhere.length > 0 && html`<h2>In other talks</h2>`}
    ${elsewhere.map((place) => html`<${Place} key=${place.permalink} place=${place} />`)}
    ${!places.length && !elsewhere.length && html`<p>No talk has these words.</p>`}
  </article>`;
}

function Withdrawn({ at, decision: { kind, detail, by, reason } }) {
  return html`<p>${REASONS[kind]} ${detail}</p>
    ${reason && html`<p>“${reason}”</p>`}
    <p class="aside">${[by, moment(at)].filter(Boolean).join(", ")}</p>`;
}

function Place({ place: { turns, differences, startSeconds, url, video } }) {
  const voice = onlyVoice(turns);
  return html`<figure class="quote">
    <${QuotedWords} turns=${turns} />
    <figcaption>
      ${voice && html`<bdi class="who">${voice}</bdi>, `}
      <${Link} to=${talkAt(video.slug)}><bdi>${video.title}</bdi></${Link}>${video.publishedOn && `, ${day(video.publishedOn)}`},${" "}
      <${Moment} slug=${video.slug} seconds=${startSeconds} url=${url} />
    </figcaption>
    ${differences.length > 0 && html`<ul class="differences">
      ${differences.map(({ said, quoted }) => html`<li>
        ${quoted ? html`<del>${quoted}</del>` : "left out:"} ${said ? html`<ins>${said}</ins>` : "was added"}
      </li>`)}
    </ul>`}
  </figure>`;
}
