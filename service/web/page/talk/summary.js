// The headed summary: statements, each with the moments on which it rests.
import { html, memo } from "../preact.js";
import { later } from "../later.js";
import { Moment } from "../statement.js";

const BulletSymbol = later(() => import("./symbols.js"), "BulletSymbol", html`<i></i>`);

/** It is not drawn again when something is pointed at. */
export const Summary = memo(function Summary({ video }) {
  if (!video.summary && !video.sections.length) return null;
  return html`<section id="summary" aria-labelledby="summary-head">
    <h2 id="summary-head" tabindex="-1">Summary</h2>
    ${video.summary && html`<p class="lead">${video.summary}</p>`}
    ${video.sections.map((section, index) => html`<section key=${index} class="headed" aria-labelledby=${`part-${index}`}>
      <h3 id=${`part-${index}`}>${section.heading} <${Moment} slug=${video.slug} seconds=${section.startSeconds} /></h3>
      <ul class="bullets">
        ${section.bullets.map((bullet, place) => html`<li key=${place}>
          <${BulletSymbol} symbol=${bullet.symbol} />
          <span>
            ${bullet.text}${" "}
            ${begun(bullet.segments).map(({ index: line, startSeconds }) => html`<${Moment} key=${line} slug=${video.slug} seconds=${startSeconds} />`)}
          </span>
        </li>`)}
      </ul>
    </section>`)}
  </section>`;
});

// Of lines in a row the first: where one begins to read.
const begun = (segments) => segments.filter(({ index }, place) => index !== segments[place - 1]?.index + 1);
