// Several paths in one picture: each entity and each hop once, arrows from source to target. A hop leads to its quotes.
import { html, useEffect, useMemo, useRef, useState } from "../preact.js";
import { entityAt, Link } from "../address.js";
import { layOut } from "./layout.js";
import { beginning, KINDS, typeWords } from "../words.js";

const LONGEST = 26; // characters of a name in its box
const A_LETTER = 7.4; // pixels, as in paths.css: a name that is wider than its box is cut, never squeezed
const WORDS = "12.5px system-ui, sans-serif"; // as in paths.css

export const stepId = ({ id }) => `step-${id}`;

/** `chosen`: the number of the path that stands out, or null; `lit` and `light`: the step that is pointed at, here or in the list. */
export function Picture({ paths, chosen, lit, light }) {
  const [frame, width] = useWidth();
  const picture = useMemo(() => (width ? layOut(paths, width, wordsWidth) : null), [paths, width]);
  const isOff = ({ paths: own }) => chosen !== null && !own.includes(chosen);
  const onPath = (slug) => chosen === null || paths[chosen].entities.some((entity) => entity.slug === slug);
  return html`<div class="paths-picture" ref=${frame}>
    ${picture && html`<svg viewBox="0 0 ${picture.width} ${picture.height}" width=${picture.width} height=${picture.height} role="group" aria-label="Paths">
      ${picture.edges.map((edge) => html`<${Step} key=${edge.relationship.id} edge=${edge} off=${isOff(edge)} on=${edge.relationship.id === lit} light=${light} />`)}
      ${picture.nodes.map((node) => html`<${Box} key=${node.entity.slug} node=${node} off=${!onPath(node.entity.slug)} />`)}
    </svg>`}
  </div>`;
}

function Step({ edge: { relationship, d, head, words }, off, on, light }) {
  const said = `${relationship.source.name} ${typeWords(relationship)} ${relationship.target.name}`;
  const point = () => light(relationship.id);
  const leave = () => light(null);
  const jump = (event) => {
    event.preventDefault();
    const step = document.getElementById(stepId(relationship));
    step?.scrollIntoView({ block: "nearest" });
    step?.focus({ preventScroll: true });
  };
  const states = ["step", off && "off", on && "on"].filter(Boolean).join(" ");
  return html`<a
    class=${states}
    href=${`#${stepId(relationship)}`}
    aria-label=${`${said}: quotes`}
    onClick=${jump}
    onMouseEnter=${point}
    onMouseLeave=${leave}
    onFocus=${point}
    onBlur=${leave}
  >
    <path class="reach" d=${d} />
    <path class="stroke" d=${d} />
    ${head && html`<path class="head" d=${head} />`}
    ${words && html`<text x=${words.x} y=${words.y + 4} text-anchor="middle">${typeWords(relationship)}</text>`}
  </a>`;
}

function Box({ node: { entity, x, y, width, height }, off }) {
  const name = beginning(entity.name, Math.min(LONGEST, Math.floor((width - 12) / A_LETTER)));
  return html`<${Link} to=${entityAt(entity.slug)} class=${`box kind-${entity.kind}${off ? " off" : ""}`} aria-label=${`${entity.name}, ${KINDS[entity.kind]?.[0] ?? entity.kind}`}>
    <title>${entity.name}</title>
    <rect x=${x - width / 2} y=${y - height / 2} width=${width} height=${height} rx="8" />
    <text x=${x} y=${y + 5} text-anchor="middle">${name}</text>
  </${Link}>`;
}

let pen;
function wordsWidth(relationship) {
  pen ??= document.createElement("canvas").getContext("2d");
  pen.font = WORDS;
  return pen.measureText(typeWords(relationship)).width;
}

function useWidth() {
  const frame = useRef(null);
  const [width, set] = useState(0);
  useEffect(() => {
    const watch = new ResizeObserver(([{ contentRect }]) => set(Math.round(contentRect.width)));
    watch.observe(frame.current);
    return () => watch.disconnect();
  }, []);
  return [frame, width];
}
