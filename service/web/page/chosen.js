// What is chosen on a map: an entity with its connections, or a connection with its words.
import { html, useEffect, useRef } from "./preact.js";
import { Quotes, EntityLink, Sentence } from "./statement.js";
import { counted, KINDS, typeWords } from "./words.js";

export function Chosen({ slice, chosen, choose, talk }) {
  const link = slice.links.find(({ id }) => id === chosen);
  const node = slice.nodes.find(({ id }) => id === chosen);
  const panel = useRef(null);
  useEffect(() => {
    // On a phone the panel lies below the map, where it would open unseen.
    if (link || node) panel.current.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  return html`<div class="chosen" ref=${panel} role="region" aria-live="polite" aria-label="What is chosen on the map">
    ${link && html`<${ChosenLink} link=${link} slice=${slice} talk=${talk} />`}
    ${node && html`<${ChosenNode} node=${node} slice=${slice} choose=${choose} />`}
    ${!link && !node && html`<p class="hint">Choose a line to read the words behind it, or a point to see all its lines.</p>`}
    ${(link || node) && html`<p><button type="button" class="plain" onClick=${() => choose(chosen)}>Close</button></p>`}
  </div>`;
}

const entityOf = (node) => ({ slug: node.entity.slug, name: node.name, kind: node.kind });

function ChosenLink({ link, slice, talk }) {
  const at = (id) => entityOf(slice.nodes.find((node) => node.id === id));
  return html`
    <h3><${Sentence} relationship=${{ source: at(link.source), type: link.type, target: at(link.target) }} /></h3>
    <${Quotes} evidence=${link.relationship.evidence} talk=${talk} />
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
          ${link.source !== node.id && `${nameOf(link.source)} `}<span class="verb">${typeWords(link.type)}</span> ${nameOf(link.target)}
        </button>
      </li>`)}
    </ul>
  `;
}
