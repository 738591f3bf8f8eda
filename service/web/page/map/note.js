// What is said at the pointer when a line is pointed at: its type and best quote.
import { html, useEffect, useLayoutEffect, useRef } from "../preact.js";
import { clock, counted, linkWords, onlyVoice, quoteLines } from "../words.js";
import { togetherWords } from "./counts.js";

const ASIDE = 14; // pixels from the pointer

/** `at`: `{ x, y }` in the frame that it stands in. */
export function Note({ line, at }) {
  const box = useRef(null);
  // Placed by script: style attributes are not allowed in the page's markup.
  const position = () => {
    const { parentElement: frame, offsetWidth, offsetHeight } = box.current;
    const left = Math.min(at.x + ASIDE, frame.clientWidth - offsetWidth - 4);
    const above = at.y + ASIDE + offsetHeight > frame.clientHeight;
    box.current.style.left = `${Math.max(4, left)}px`;
    box.current.style.top = `${Math.max(4, above ? at.y - ASIDE - offsetHeight : at.y + ASIDE)}px`;
  };
  useLayoutEffect(position);
  useEffect(position, []);
  const { totalCount, nodes } = line.relationship.evidence;
  const [best] = nodes;
  const together = togetherWords(line);
  const voice = best && onlyVoice(best.turns);
  return html`<div class="map-note" ref=${box} role="tooltip">
    <p><b>${line.from.whole}</b> <span class="verb">${linkWords(line)}</span> <b>${line.to.whole}</b></p>
    ${best && quoteLines(best.turns).map((words, index) => html`<p key=${index} class="quoted" dir="auto">${words}</p>`)}
    ${best && html`<p class="aside">${[voice, best.startSeconds !== null && clock(best.startSeconds)].filter(Boolean).join(", ")}${together ? ` · ${together}` : totalCount > 1 ? ` · ${counted(totalCount, "quote")}` : ""}</p>`}
  </div>`;
}
