// The headed summary: statements, each with the moments on which it rests. Of a talk that no language model has read, these are key quotes of its chapters.
import { html, memo } from "../preact.js";
import { later } from "../later.js";
import { Moment } from "../statement.js";
import { voiceOf } from "../words.js";

const BulletSymbol = later(() => import("./symbols.js"), "BulletSymbol", html`<i></i>`);

/** What the part is called; null where a talk has none. */
export function summaryTitle({ summary, sections }) {
  if (!summary && !sections.length) return null;
  return !summary && sections.every(({ bullets }) => bullets.every(({ verbatim }) => verbatim)) ? "Key quotes" : "Summary";
}

/** It is not drawn again when something is pointed at. `lines`: the segments of the transcript that are here. */
export const Summary = memo(function Summary({ video, lines }) {
  const title = summaryTitle(video);
  if (!title) return null;
  const names = new Map(video.speakers.map((speaker) => [speaker.label, voiceOf(speaker)]));
  const whoSays = ({ segments }) => names.get(lines[segments[0].index]?.speaker?.label);
  return html`<section id="summary" aria-labelledby="summary-head">
    <h2 id="summary-head" tabindex="-1">${title}</h2>
    ${video.summary && html`<p class="lead">${video.summary}</p>`}
    ${video.sections.map((section, index) => html`<section key=${index} class="headed" aria-labelledby=${`part-${index}`}>
      <h3 id=${`part-${index}`}>${section.heading} <${Moment} slug=${video.slug} seconds=${section.startSeconds} /></h3>
      <ul class="bullets">
        ${section.bullets.map((bullet, place) => html`<li key=${place}>
          <${BulletSymbol} symbol=${bullet.symbol} />
          <span>
            ${bullet.verbatim ? html`<q dir="auto">${bullet.text}</q>` : bullet.text}${" "}
            ${bullet.verbatim && whoSays(bullet) && html`<bdi class="said-by">${whoSays(bullet)}</bdi>${" "}`}
            ${begun(bullet.segments).map(({ index: line, startSeconds }) => html`<${Moment} key=${line} slug=${video.slug} seconds=${startSeconds} />`)}
          </span>
        </li>`)}
      </ul>
    </section>`)}
  </section>`;
});

// Of lines in a row the first: where one begins to read.
const begun = (segments) => segments.filter(({ index }, place) => index !== segments[place - 1]?.index + 1);
