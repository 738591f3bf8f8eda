// The map as an instrument: hover, click, drag, zoom, filters, a panel and a table.
//
//   <GraphMap slice label … />
//
// What it draws
//   slice     { nodes, links, totalNodes }, as `graph` of the API gives it. Nodes: { id, name, kind, weight, degree, x, y,
//             distance?, entity: { slug } }; links: { id, source, target, type, weight, backbone, relationship: { past, evidence } }.
//             Co-mentions are drawn if fewer than ten connections are stated, or the reader asks for them; those that are not
//             of the backbone only if the reader asks for more.
//             Optional: `added: true` on a node or link that is not the page's own (an expansion). Added nodes look different and
//             stand beside what they are linked with; all others keep their places when the slice grows or shrinks.
//             At most MOST_POINTS nodes are drawn.
//   weights   Map id → mentions, for the size of points; without it, a node's `weight`.
//   root      id of the entity around which the map is, always shown.
//   talk      slug of the talk whose page it is on, whose name quotes then leave out.
//   connections  how many are stated in all, where the page knows it: the count below the map says what is left out.
//   label     what screen readers call it.
//   lit       Set of entity ids to light from elsewhere, such as a mark on a timeline; null lights everything.
//
// What it tells
//   onHover(one)   { node } or { line } under the pointer or the keyboard, or null.
//   onChosen(one)  { node } or { line } that is selected, or null. Called at the start too, when the address selects one.
//   A node is a slice's node; a line is a slice's link with its ends `from` and `to`. Both have `id`.
//
// What can be put into it
//   tools(seen)            further buttons in the toolbar; `seen` is { nodes, links, lines, svg(): SVGElement }: what is shown now.
//   actions({node, line})  further buttons in the panel of the selection.
//
// The address holds the state: `show`, `hide`, `least`, `comentions`, `view` (see state.js). Each selection is an entry of the history. Where the
// reader has put points is kept in this browser (positions.js).
import { html, useEffect, useLayoutEffect, useMemo, useRef, useState } from "../preact.js";
import { counted, number } from "../words.js";
import { Amount, Toolbar } from "./controls.js";
import { countedLinks } from "./counts.js";
import { draw } from "./drawing/draw.js";
import { Legend } from "./legend.js";
import { Note } from "./note.js";
import { Panel } from "./panel.js";
import { Picture } from "./picture.js";
import { usePlaces, useRoom } from "./positions.js";
import { change, isTogether, mostEvidence, MOST_POINTS, shownPart, useMapState } from "./state.js";
import { MapTable } from "./table.js";

export { MOST_POINTS };

export function GraphMap({ slice, label, talk, weights, root, lit = null, onHover, onChosen, tools, actions, connections = 0 }) {
  const state = useMapState(slice.links);
  const { chosen, hidden, least, coMentions, usual, table } = state;
  const map = useRef(null);
  const [frame, room] = useRoom();
  const controls = useRef(null);
  const [scale, rescale] = useState(1);
  const [note, setNote] = useState(null);
  const [found, setFound] = useState(null); // what the words of the search are in
  const before = useRef(null); // the entity that was selected last

  const part = useMemo(() => shownPart(slice, state), [slice, [...hidden].join(), least, coMentions]);
  const weightOf = (node) => weights?.get(node.id) ?? node.weight;
  const { size, places, move, keep, home } = usePlaces(slice, part, room, weightOf, usual);
  const drawing = useMemo(() => (places ? draw(part, places, size, scale, isTogether) : null), [part, places, size, scale]);

  const node = drawing?.nodes.find(({ id }) => id === chosen);
  const line = drawing?.lines.find(({ id }) => id === chosen);
  const find = (id) => wrapped(drawing, id);
  useEffect(() => {
    if (drawing) onChosen?.(find(chosen));
    if (node) before.current = chosen;
  }, [chosen, Boolean(drawing)]);

  const choose = (id, { focus = false } = {}) => {
    if (id === null && !chosen) return;
    setNote(null);
    change({ show: id === chosen ? null : id });
    if (focus) requestAnimationFrame(() => map.current?.querySelector(".chosen h3")?.focus({ preventScroll: true }));
  };
  const pick = (id) => {
    if (id !== chosen) choose(id);
    controls.current.bring(id);
  };
  const toTable = useRef(false);
  const toggleTable = () => {
    toTable.current = !table;
    change({ view: table ? null : "table" });
  };
  useEffect(() => {
    // Only a reader who has just asked for the table is brought there, not an address.
    if (toTable.current && table) map.current.querySelector(".map-table")?.scrollIntoView({ block: "nearest" });
    toTable.current = false;
  }, [table]);
  const close = () => {
    choose(null);
    controls.current?.focus(node?.id ?? line?.source);
  };
  useEscape(chosen, () => (map.current.contains(document.activeElement) ? close() : choose(null)));
  const hovered = useRef(null);
  const hover = (id, event) => {
    if (id !== hovered.current) {
      hovered.current = id;
      onHover?.(find(id));
    }
    const over = id && drawing.lines.find((one) => one.id === id);
    setNote(over ? { line: over, at: inFrame(frame.current, event) } : null);
  };
  const full = useFullScreen();
  const counts = countsBelow(part, Math.max(slice.totalNodes ?? 0, slice.nodes.length), connections);
  const seen = drawing && { nodes: drawing.nodes, links: part.links, lines: drawing.lines, svg: () => frame.current.querySelector("svg") };
  return html`<div class=${full ? "map full" : "map"} ref=${map}><div class="map-grid">
    <div class="map-main">
      ${drawing && !connections && part.links.length > 0 && part.links.every(isTogether) && html`<p class="map-lead">Mentioned together: no connections are stated here</p>`}
      <${Toolbar} controls=${controls} full=${full} toggleFull=${() => toggleFull(map.current)} ...${{ table, toggleTable, nodes: drawing?.nodes ?? [], choose: pick, light: setFound }}>${seen && tools?.(seen)}</${Toolbar}>
      <div class="map-frame" ref=${frame}>
        ${drawing &&
        html`<${Picture} ...${{ drawing, chosen, lit: found?.size ? found : lit, label: `${label}: ${counts}`, root, choose, hover, rescale, move, keep, home, controls }} />`}
        ${note && html`<${Note} ...${note} />`}
      </div>
      ${drawing && html`<p class="aside map-count" role="status">${counts}</p>`}
      ${table && drawing && html`<${MapTable} nodes=${drawing.nodes} lines=${drawing.lines} mentionsOf=${weightOf} ...${{ chosen, choose }} />`}
    </div>
    <div class="map-side">
      ${drawing && html`<${Panel} ...${{ node, line, lines: drawing.lines, from: before.current, choose, close, talk, actions, controls }} />`}
      <${Legend} part=${part} hidden=${hidden} past=${part.links.some(({ relationship }) => relationship.past)} />
      <${Amount} least=${least} most=${mostEvidence(slice.links)} ...${{ coMentions, usual }} together=${slice.links.some(isTogether)} />
    </div>
  </div></div>`;
}

/** What is shown, and what has no place on the map: entities, stated connections, co-mentions. */
function countsBelow({ nodes, links }, total, connections) {
  const entities = total > nodes.length ? `${number(total)} entities · ${number(nodes.length)} on the map` : counted(nodes.length, "entity");
  return `${entities} · ${countedLinks(links, connections)}`;
}

function wrapped(drawing, id) {
  if (!id || !drawing) return null;
  const node = drawing.nodes.find((one) => one.id === id);
  const line = drawing.lines.find((one) => one.id === id);
  return node ? { node } : line ? { line } : null;
}

function inFrame(frame, { clientX, clientY }) {
  const { left, top } = frame.getBoundingClientRect();
  return { x: clientX - left, y: clientY - top };
}

function useEscape(active, act) {
  // Before the first paint: Escape counts as soon as the selection is seen.
  useLayoutEffect(() => {
    if (!active) return undefined;
    const onKey = (event) => {
      if (event.key === "Escape" && !event.defaultPrevented && !event.target.matches?.("input[type=search], input[type=text]")) act();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  });
}

function useFullScreen() {
  const [full, set] = useState(false);
  useEffect(() => {
    const changed = () => set(Boolean(document.fullscreenElement));
    document.addEventListener("fullscreenchange", changed);
    return () => document.removeEventListener("fullscreenchange", changed);
  }, []);
  return full;
}

function toggleFull(map) {
  if (document.fullscreenElement) document.exitFullscreen();
  else map.requestFullscreen();
}
