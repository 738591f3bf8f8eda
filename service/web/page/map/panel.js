// The panel of a map: the selected entity with its connections, or the selected connection with its quotes.
import { html, useEffect, useRef } from "../preact.js";
import { Quotes, EntityLink, Sentence } from "../statement.js";
import { KINDS, linkWords } from "../words.js";
import { countedLinks, togetherWords } from "./counts.js";
import { isTogether } from "./state.js";

/**
 * `node` or `line`: what is selected. `choose(id or null, { keyboard })` selects another; `actions({ node, line })` gives
 * further buttons. `from`: the entity that was selected before the line. `controls`: a ref to the picture's.
 */
export function Panel({ node, line, lines, from, choose, close, talk, actions, controls }) {
  const panel = useRef(null);
  const chosen = node?.id ?? line?.id ?? null;
  const opened = useRef(false);
  useEffect(() => {
    // The page stays where it is when something is selected: only an address that selects something leads there.
    if (chosen && !opened.current) panel.current.scrollIntoView({ block: "nearest" });
    opened.current = true;
    if (!chosen) controls.current?.lift(null);
    if (!chosen || !liesOver(panel.current)) return undefined;
    // It grows when its words are there, and may then lie over what it is about.
    const growing = new ResizeObserver(() => controls.current?.lift(chosen, panel.current.getBoundingClientRect()));
    growing.observe(panel.current);
    return () => growing.disconnect();
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

// On narrow windows the panel lies over the map: what is selected is moved from under it.
const liesOver = (panel) => getComputedStyle(panel).position === "sticky";

const entityOf = (node) => ({ slug: node.entity.slug, name: node.whole, mainName: node.mainName, kind: node.kind });

function ChosenLine({ line, from: before, choose, talk }) {
  const { from, to, type, relationship } = line;
  const ends = before === to.id ? [to, from] : [from, to];
  return html`
    <p class="back">
      ${ends.map((end) => html`<button key=${end.id} type="button" class="plain" onClick=${() => choose(end.id, { focus: true })}>← ${end.whole}</button> `)}
    </p>
    <h3 tabindex="-1"><${Sentence} relationship=${{ source: entityOf(from), type, past: relationship.past, target: entityOf(to) }} /></h3>
    ${isTogether(line) && html`<p class="aside">${togetherWords(line)}</p>`}
    <${Quotes} evidence=${relationship.evidence} talk=${talk} />
  `;
}

function ChosenNode({ node, lines, choose }) {
  const own = lines
    .filter(({ source, target }) => source === node.id || target === node.id)
    .sort((one, other) => isTogether(one) - isTogether(other) || other.weight - one.weight);
  return html`
    <h3 tabindex="-1"><${EntityLink} entity=${entityOf(node)} /></h3>
    <p class="aside">${KINDS[node.kind]?.[0] ?? node.kind}, ${countedLinks(own)} here</p>
    ${node.mainName && html`<p class="aside">Main name: ${node.mainName}</p>`}
    <ul class="lines">
      ${own.map((line) => html`<li key=${line.id}>
        <button type="button" class=${isTogether(line) ? "together" : "stated"} onClick=${() => choose(line.id, { focus: true })}>
          ${line.source !== node.id && `${line.from.whole} `}<span class="verb">${linkWords(line)}</span> ${line.to.whole}
        </button>
      </li>`)}
    </ul>
  `;
}
