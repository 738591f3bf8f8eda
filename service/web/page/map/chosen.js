// What is chosen on a map: an entity with its connections, or a connection with its words.
import { html, useEffect, useRef } from "../preact.js";
import { Quotes, EntityLink, Sentence } from "../statement.js";
import { counted, KINDS, linkWords } from "../words.js";

const ROOM = 60; // that a bar at the top of the window and a name take

export function Chosen({ slice, chosen, choose, talk, drawn }) {
  const link = slice.links.find(({ id }) => id === chosen);
  const node = slice.nodes.find(({ id }) => id === chosen);
  const panel = useRef(null);
  useEffect(() => {
    if (drawn && (link || node)) bringIntoView(panel.current, chosen);
  }, [chosen, drawn]);
  return html`<div class=${link || node ? "chosen open" : "chosen"} ref=${panel} role="region" aria-live="polite" aria-label="What is chosen on the map">
    ${(link || node) &&
    html`<div class="chosen-words" key=${chosen}>
      ${link && html`<${ChosenLink} link=${link} slice=${slice} talk=${talk} />`}
      ${node && html`<${ChosenNode} node=${node} slice=${slice} choose=${choose} />`}
    </div>`}
    ${!link && !node && html`<p class="hint">Choose a line to read the words behind it, or a point to see all its lines.</p>`}
    ${(link || node) && html`<p><button type="button" class="plain" onClick=${() => choose(chosen)}>Close</button></p>`}
  </div>`;
}

// The panel, and then its point or line: where the panel lies over the map, not under it.
function bringIntoView(panel, id) {
  panel.scrollIntoView({ block: "nearest" });
  const shape = panel.closest(".map").querySelector(`svg [data-id="${CSS.escape(id)}"]`)?.getBoundingClientRect();
  if (!shape) return;
  const over = panel.getBoundingClientRect();
  const end = over.left < shape.right && shape.left < over.right ? Math.min(over.top, innerHeight) : innerHeight;
  if (shape.bottom > end) scrollBy(0, shape.bottom - end + ROOM);
  else if (shape.top < ROOM) scrollBy(0, shape.top - ROOM);
}

const entityOf = (node) => ({ slug: node.entity.slug, name: node.name, kind: node.kind });

function ChosenLink({ link, slice, talk }) {
  const { source, type, target, relationship } = link;
  const at = (id) => entityOf(slice.nodes.find((node) => node.id === id));
  return html`
    <h3><${Sentence} relationship=${{ source: at(source), type, past: relationship.past, target: at(target) }} /></h3>
    <${Quotes} evidence=${relationship.evidence} talk=${talk} />
  `;
}

function ChosenNode({ node, slice, choose }) {
  const own = slice.links.filter(({ source, target }) => source === node.id || target === node.id);
  const nameOf = (id) => slice.nodes.find((one) => one.id === id).name;
  return html`
    <h3><${EntityLink} entity=${entityOf(node)} /></h3>
    <p class="aside">${KINDS[node.kind]?.[0] ?? node.kind}, ${counted(own.length, "connection")} here</p>
    <ul class="lines">
      ${own.map((link) => html`<li key=${link.id}>
        <button type="button" onClick=${() => choose(link.id)}>
          ${link.source !== node.id && `${nameOf(link.source)} `}<span class="verb">${linkWords(link)}</span> ${nameOf(link.target)}
        </button>
      </li>`)}
    </ul>
  `;
}
