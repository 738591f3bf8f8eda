// The map: entities as points, what connects them as lines; either can be chosen, and says why it is there.
import { html, useEffect, useMemo, useRef, useState } from "../preact.js";
import { go, withValues } from "../address.js";
import { Answered } from "../answer.js";
import { Chosen } from "./chosen.js";
import { besideMiddle, connect, nameLinks, nameNodes, neighbourAt, place } from "./drawing.js";
import { counted, KINDS, linkWords, number, TOGETHER } from "../words.js";

const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
const KEYS = "Arrow keys go from one to the next, Enter chooses.";
const FONT = "12.5px system-ui, sans-serif";
const CROWD = 2.5; // lines to a point from which on nobody can tell which line a word stands on

/**
 * `slice` is the API's; `chosen` an id in the address; `talk` the slug of the talk that it is of, if it is of one;
 * `root` the entity around which it is; `hidden`: without what is only named together.
 */
export function GraphMap({ slice, chosen, label, talk, weights, root, hidden = false }) {
  const [frame, width] = useWidth();
  const together = slice.links.some(({ type }) => type === TOGETHER);
  const stated = slice.links.some(({ type }) => type !== TOGETHER);
  const past = slice.links.some(({ relationship }) => relationship.past);
  const picture = useMemo(
    () => (width ? draw(slice, width, weights, hidden) : null),
    [slice, width, weights, hidden],
  );
  const say = (values) => go(withValues(values), { replace: true });
  const choose = (id) => say({ show: id === chosen ? null : id });
  return html`<div class="map">
    <div class="map-frame" ref=${frame}>
      ${picture && html`<${Picture} picture=${picture} chosen=${chosen} label=${label} choose=${choose} root=${root} />`}
    </div>
    <div class="map-side">
      <${Legend} nodes=${picture?.nodes ?? []} past=${past} together=${together && !hidden} />
      <${Part} slice=${slice} near=${root} />
      ${talk &&
      together &&
      stated &&
      html`<label class="check">
        <input type="checkbox" checked=${!hidden} onChange=${(event) => say({ together: event.currentTarget.checked ? null : "no" })} />
        with what is only named together
      </label>`}
      <${Chosen} slice=${slice} chosen=${chosen} choose=${choose} talk=${talk} drawn=${picture !== null} />
    </div>
  </div>`;
}

/** Where a map will be, with the room that it takes; `children` gets the slice. */
export function MapRoom({ answer, nothing, children }) {
  if (answer.data && !answer.data.graph.links.length) return html`<p class="aside">${nothing}</p>`;
  if (answer.data) return children(answer.data.graph);
  return html`<div class="map-room"><${Answered} answer=${answer} what="Drawing" /></div>`;
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

let pen;
function widthOf(text) {
  if (!pen) {
    pen = document.createElement("canvas").getContext("2d");
    pen.font = FONT;
  }
  return pen.measureText(text).width;
}

const short = (name) => (name.length > 44 ? `${name.slice(0, 42).trimEnd()}…` : name);

function draw(slice, width, weights, hidden) {
  const links = hidden ? slice.links.filter(({ type }) => type !== TOGETHER) : slice.links;
  const ends = new Set(links.flatMap(({ source, target }) => [source, target]));
  const shown = slice.nodes.filter(({ id, distance }) => ends.has(id) || distance === 0);
  const count = shown.length;
  const tall = width < 560 ? width * 0.9 + count * 14 : Math.min(width * 0.72, 240 + count * 15);
  const size = { width, height: Math.round(Math.max(tall, 220)) };
  const nodes = place(shown, size, (node) => weights?.get(node.id) ?? node.weight);
  const lines = connect(nodes, links, ({ type }) => type !== TOGETHER);
  const { names, taken } = nameNodes(
    nodes.map((node) => ({ ...node, name: short(node.name) })),
    size,
    widthOf,
  );
  const typed = lines.filter(({ type }) => type !== TOGETHER);
  return { size, nodes, lines, names, taken, worded: nameLinks(typed, taken, widthOf, linkWords) };
}

function Picture({ picture, chosen, label, choose, root }) {
  const svg = useRef(null);
  const { size, nodes, lines, names, taken, worded } = picture;
  const near = nearTo(chosen, lines);
  const crowded = lines.length > CROWD * nodes.length;
  const [at, setAt] = useState(null); // where the keyboard is
  const current = nodes.some(({ id }) => id === at) ? at : nodes[0]?.id;
  const onKey = (event, node) => {
    if (event.key === "Enter" || event.key === " ") choose(node.id);
    else if (event.key === "Escape" && chosen) choose(chosen);
    else if (ARROWS[event.key]) {
      const next = neighbourAt(nodes, node, ARROWS[event.key]);
      if (next) svg.current.querySelector(`[data-id="${next.id}"]`).focus();
    } else return;
    event.preventDefault();
  };
  return html`<svg
    ref=${svg}
    viewBox="0 0 ${size.width} ${size.height}"
    width=${size.width}
    height=${size.height}
    role="group"
    aria-label=${`${label}: ${counted(nodes.length, "entity")}, ${counted(lines.length, "connection")}. ${KEYS}`}
    class=${[near && "has-chosen", crowded && "crowded"].filter(Boolean).join(" ")}
  >
    ${lines.map((line) => html`<path key=${`wide ${line.id}`} class="wide" d=${line.path} onClick=${() => choose(line.id)} />`)}
    ${nodes.map(({ id }) => names.get(id) && html`<${NameReach} key=${`name ${id}`} box=${names.get(id).box} onClick=${() => choose(id)} />`)}
    ${lines.map((line) => {
      const on = near && (line.id === chosen || line.source === chosen || line.target === chosen);
      return html`<g
        key=${line.id}
        class=${["edge", line.type === TOGETHER ? "together" : "stated", line.relationship.past && "past", on && "on"].filter(Boolean).join(" ")}
        data-id=${line.id}
        onClick=${() => choose(line.id)}
      >
        <path class="reach" d=${line.path} />
        <path class="stroke" d=${line.path} />
        ${line.head && html`<path class="head" d=${line.head} />`}
        <title>${`${nameOf(nodes, line.source)} ${linkWords(line)} ${nameOf(nodes, line.target)}`}</title>
      </g>`;
    })}
    ${lines
      .filter((line) => line.id !== chosen && worded.has(line.id))
      .map((line) => html`<${Words} key=${`words ${line.id}`} line=${line} at=${line.middle} on=${line.source === chosen || line.target === chosen} onClick=${() => choose(line.id)} />`)}
    ${nodes.map((node) => html`<g
      key=${node.id}
      class=${["node", `kind-${node.kind}`, near?.has(node.id) && "on", node.id === chosen && "chosen", node.id === root && "root"].filter(Boolean).join(" ")}
      data-id=${node.id}
      role="button"
      tabindex=${node.id === current ? 0 : -1}
      aria-pressed=${node.id === chosen}
      aria-label=${`${node.name}, ${KINDS[node.kind]?.[0] ?? node.kind}, ${counted(node.degree, "connection")}`}
      onClick=${() => choose(node.id)}
      onFocus=${() => setAt(node.id)}
      onKeyDown=${(event) => onKey(event, node)}
    >
      <circle class="reach" cx=${node.x} cy=${node.y} r=${Math.max(node.r + 4, 13)} />
      <circle class="dot" cx=${node.x} cy=${node.y} r=${node.r} />
      <${Name} node=${node} spot=${names.get(node.id)} width=${size.width} />
    </g>`)}
    ${lines
      .filter((line) => line.id === chosen)
      .map((line) => html`<${Words} line=${line} at=${besideMiddle(line, widthOf(linkWords(line)), taken)} on top />`)}
  </svg>`;
}

function Words({ line, at, on, top, onClick }) {
  return html`<text class=${`type ${on ? "on" : ""} ${top ? "top" : ""}`} data-id=${line.id} x=${at.x} y=${at.y + 3} text-anchor="middle" onClick=${onClick}>
    ${linkWords(line)}
  </text>`;
}

// Where a name can be clicked: over the room beside a line, but under its stroke, so that a line that runs through a name
// can be chosen there.
function NameReach({ box: { left, top, right, bottom }, onClick }) {
  return html`<rect class="name-reach" x=${left} y=${top} width=${right - left} height=${bottom - top} onClick=${onClick} />`;
}

// A name without room appears when its point is pointed at, focused or chosen.
function Name({ node, spot, width }) {
  const toLeft = node.x > width / 2;
  const fallback = { anchor: toLeft ? "end" : "start", x: node.x + (toLeft ? -1 : 1) * (node.r + 4), y: node.y + 4, lines: [short(node.name)] };
  const { anchor, x, y, lines } = spot ?? fallback;
  return html`<text class=${spot ? "name" : "name only-near"} y=${y} text-anchor=${anchor}>
    ${lines.map((line, index) => html`<tspan x=${x} y=${y + 14 * index}>${line}</tspan>`)}
  </text>`;
}

const nameOf = (nodes, id) => nodes.find((node) => node.id === id)?.name;

/** Ids of the entities that belong to what is chosen; null when that is nothing on this map. */
function nearTo(chosen, lines) {
  const own = lines.filter((line) => [line.id, line.source, line.target].includes(chosen));
  return own.length ? new Set(own.flatMap(({ source, target }) => [source, target])) : null;
}

/** What a map of many leaves out. */
function Part({ slice: { nodes, totalNodes }, near }) {
  if (totalNodes <= nodes.length) return null;
  return html`<p class="aside">The ${nodes.length} ${near ? "nearest and " : ""}most mentioned of the ${number(totalNodes)} that were found.</p>`;
}

function Legend({ nodes, past, together }) {
  const kinds = Object.keys(KINDS)
    .map((kind) => [kind, nodes.filter((node) => node.kind === kind).length])
    .filter(([, count]) => count);
  return html`<ul class="legend" aria-label="Legend">
    ${kinds.map(([kind, count]) => html`<li key=${kind}>
      <span class=${`dot kind-${kind}`} aria-hidden="true"></span>${KINDS[kind][count === 1 ? 0 : 1]} <span class="count">${number(count)}</span>
    </li>`)}
    ${past && html`<li><span class="dash past" aria-hidden="true"></span>past</li>`}
    ${together && html`<li><span class="dash" aria-hidden="true"></span>named together</li>`}
  </ul>`;
}
