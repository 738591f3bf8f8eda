// The panel of a map: the selected entity with its connections, or the selected connection with its quotes.
import { html, useEffect, useRef } from "../preact.js";
import { Quotes, EntityLink, Sentence } from "../statement.js";
import { counted, KINDS, linkWords } from "../words.js";
import { isTogether } from "./state.js";

const ROOM = 60; // that a bar at the top of the window and a name take

/**
 * `node` or `line`: what is selected. `choose(id or null, { keyboard })` selects another; `actions({ node, line })` gives
 * further buttons. `from`: the entity that was selected before the line.
 */
export function Panel({ node, line, lines, from, choose, close, talk, actions }) {
  const panel = useRef(null);
  const chosen = node?.id ?? line?.id ?? null;
  const opened = useRef(false);
  useEffect(() => {
    // Beside the map the panel is in sight: only an address that selects something leads there.
    if (chosen && (!opened.current || liesOver(panel.current))) bringIntoView(panel.current, chosen);
    opened.current = true;
  }, [chosen]);
  return html`<div class=${chosen ? "chosen open" : "chosen"} ref=${panel} role="region" aria-live="polite" aria-label="Selection">
    ${chosen &&
    html`<div class="chosen-words" key=${chosen}>
      ${line && html`<${ChosenLine} line=${line} from=${from} choose=${choose} talk=${talk} />`}
      ${node && html`<${ChosenNode} node=${node} lines=${lines} choose=${choose} />`}
    </div>`}
    ${!chosen && html`<p class="hint">Click a line for its quotes, or a dot for its connections</p>`}
    ${chosen && html`<p class="actions">${actions?.({ node, line })} <button type="button" class="plain" onClick=${close}>Close</button></p>`}
  </div>`;
}

const liesOver = (panel) => getComputedStyle(panel).position === "sticky";

// On narrow windows the panel lies over the map: its point or line stays in sight above it.
function bringIntoView(panel, id) {
  panel.scrollIntoView({ block: "nearest" });
  const shape = panel.closest(".map").querySelector(`svg [data-id="${CSS.escape(id)}"]`)?.getBoundingClientRect();
  if (!shape) return;
  const over = panel.getBoundingClientRect();
  const end = over.left < shape.right && shape.left < over.right ? Math.min(over.top, innerHeight) : innerHeight;
  if (shape.bottom > end) scrollBy(0, shape.bottom - end + ROOM);
  else if (shape.top < ROOM) scrollBy(0, shape.top - ROOM);
}

const entityOf = (node) => ({ slug: node.entity.slug, name: node.whole, kind: node.kind });

function ChosenLine({ line, from: before, choose, talk }) {
  const { from, to, type, relationship } = line;
  const ends = before === to.id ? [to, from] : [from, to];
  return html`
    <p class="back">
      ${ends.map((end) => html`<button key=${end.id} type="button" class="plain" onClick=${() => choose(end.id, { focus: true })}>← ${end.whole}</button> `)}
    </p>
    <h3 tabindex="-1"><${Sentence} relationship=${{ source: entityOf(from), type, past: relationship.past, target: entityOf(to) }} /></h3>
    <${Quotes} evidence=${relationship.evidence} talk=${talk} />
  `;
}

function ChosenNode({ node, lines, choose }) {
  const own = lines
    .filter(({ source, target }) => source === node.id || target === node.id)
    .sort((one, other) => isTogether(one) - isTogether(other) || other.weight - one.weight);
  return html`
    <h3 tabindex="-1"><${EntityLink} entity=${entityOf(node)} /></h3>
    <p class="aside">${KINDS[node.kind]?.[0] ?? node.kind}, ${counted(own.length, "connection")} here</p>
    <ul class="lines">
      ${own.map((line) => html`<li key=${line.id}>
        <button type="button" class=${isTogether(line) ? "together" : "stated"} onClick=${() => choose(line.id, { focus: true })}>
          ${line.source !== node.id && `${line.from.whole} `}<span class="verb">${linkWords(line)}</span> ${line.to.whole}
        </button>
      </li>`)}
    </ul>
  `;
}
