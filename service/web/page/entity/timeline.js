// Mentions by month, as bars; a bar is a link that shows only its month.
import { html } from "../preact.js";
import { Link, withValues } from "../address.js";
import { counted, month as monthWords } from "../words.js";

/** The month of the address, `2022-05`, as the API takes it; null where there is none. */
export function spanOf(address) {
  const found = /^(\d{4})-(\d{2})$/.exec(address.searchParams.get("month") ?? "");
  if (!found || Number(found[2]) < 1 || Number(found[2]) > 12) return null;
  const [year, month] = [Number(found[1]), Number(found[2])];
  const next = month === 12 ? [year + 1, 1] : [year, month + 1];
  const day = ([y, m]) => `${String(y).padStart(4, "0")}-${String(m).padStart(2, "0")}-01`;
  return { gte: day([year, month]), lt: day(next) };
}

const number = (month) => 12 * Number(month.slice(0, 4)) + Number(month.slice(5, 7));

/** `points`: the API's timeline. Between two bars there is as much room as months without mentions. */
export function Timeline({ points, chosen }) {
  if (points.length < 3) return null; // two bars are no course of time
  const most = Math.max(...points.map(({ mentionCount }) => mentionCount));
  return html`<section class="timeline" aria-labelledby="timeline">
    <h2 id="timeline">Mentions by month</h2>
    <ol>
      ${points.map((point, index) => {
        const before = points[index - 1];
        const gap = before ? number(point.month) - number(before.month) - 1 : 0;
        const value = point.month.slice(0, 7);
        const year = value.slice(0, 4);
        return html`
          ${gap > 0 && html`<li key=${`gap ${value}`} class="gap" aria-hidden="true" style=${{ flexGrow: gap }}></li>`}
          <li key=${value}>
            <${Link}
              to=${withValues({ month: value === chosen ? null : value })}
              aria-current=${value === chosen ? "true" : undefined}
              aria-label=${`${monthWords(point.month)}: ${counted(point.mentionCount, "mention")} in ${counted(point.videoCount, "talk")}`}
              title=${`${monthWords(point.month)}: ${counted(point.mentionCount, "mention")} in ${counted(point.videoCount, "talk")}`}
            >
              <span class="column"><span class="bar" style=${{ height: `${Math.max(6, Math.round((100 * point.mentionCount) / most))}%` }}></span></span>
              <span class="year" aria-hidden="true">${before?.month.slice(0, 4) === year ? "" : year}</span>
            </${Link}>
          </li>
        `;
      })}
    </ol>
  </section>`;
}

/** That only one month is shown, and the way back to all. */
export function OneMonth({ chosen }) {
  return html`<p class="one-month" role="status">
    Only ${monthWords(`${chosen}-01`)} · <${Link} to=${withValues({ month: null })}>Show all months</${Link}>
  </p>`;
}
