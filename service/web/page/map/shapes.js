// The shapes of a map: a line, its words, an entity. Each has `data-id`; `data-near` marks what is not faded (see light.js).
import { html } from "../preact.js";
import { KINDS, linkWords } from "../words.js";
import { countedLinks } from "./counts.js";
import { HEIGHT } from "./drawing/names.js";
import { isTogether } from "./state.js";

const classes = (...names) => names.filter(Boolean).join(" ");

/** Where a line can be clicked beside itself: under all lines, so that each can be had where two run close together. */
export const Wide = ({ line }) => html`<path class="wide" data-id=${line.id} d=${line.curve.path} />`;

export function Line({ line }) {
  const { id, curve, relationship, added } = line;
  return html`<g class=${classes("edge", isTogether(line) ? "together" : "stated", relationship.past && "past", added && "added")} data-id=${id}>
    <path class="reach" d=${curve.path} />
    <path class="stroke" d=${curve.path} />
    ${curve.head && html`<path class="head" d=${curve.head} />`}
    <title>${`${line.from.whole} ${linkWords(line)} ${line.to.whole}`}</title>
  </g>`;
}

export function Words({ line, at: { x, y, angle }, extra = false }) {
  return html`<text class=${classes("type", extra && "extra")} data-id=${line.id} transform=${place(x, y, angle)} dy="4" text-anchor="middle">${linkWords(line)}</text>`;
}

const place = (x, y, angle) => `translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${angle.toFixed(1)})`;

export function Point({ node, spot, chosen, root, current, middle }) {
  const { id, x, y, r } = node;
  return html`<g
    class=${classes("node", `kind-${node.kind}`, chosen && "chosen", root && "root", node.added && "added", node.pinned && "pinned")}
    data-id=${id}
    transform=${`translate(${x.toFixed(1)} ${y.toFixed(1)})`}
    role="button"
    tabindex=${current ? 0 : -1}
    aria-pressed=${chosen}
    aria-label=${`${node.whole}, ${KINDS[node.kind]?.[0] ?? node.kind}, ${countedLinks(node.links)}${node.pinned ? ", pinned" : ""}`}
  >
    <circle class="reach" r=${Math.max(r + 4, 13)} />
    <circle class="dot" r=${r} />
    ${node.pinned && html`<circle class="pin" r="2" />`}
    <${Name} node=${node} spot=${spot} middle=${middle} />
  </g>`;
}

// The words of two lines are not one word: whoever hears the name needs a space, which takes no room.
const between = () => html`<tspan font-size="0"> </tspan>`;

// A name without room appears when its point is pointed at, focused or chosen.
function Name({ node, spot, middle }) {
  const toLeft = node.x > middle;
  const fallback = { anchor: toLeft ? "end" : "start", x: node.x + (toLeft ? -1 : 1) * (node.r + 4), y: node.y + 4, lines: [node.name] };
  const { anchor, x, y, lines, led } = spot ?? fallback;
  return html`${led && html`<path class="lead" d=${`M${led.from.x - node.x} ${led.from.y - node.y}L${led.to.x - node.x} ${led.to.y - node.y}`} />`}<text class=${spot ? "name" : "name only-near"} y=${y - node.y} text-anchor=${anchor}>
    ${lines.map((line, index) => html`${index > 0 && between()}<tspan x=${x - node.x} y=${y - node.y + HEIGHT * index}>${line}</tspan>`)}
  </text>`;
}
