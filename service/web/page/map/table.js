// What a map shows as two tables: entities and connections, each sortable by every column.
import { html, useState } from "../preact.js";
import { counted, KINDS, linkWords, number } from "../words.js";
import { countedLinks } from "./counts.js";
import { isTogether } from "./state.js";

const ENTITIES = [
  ["Entity", ({ whole }) => whole],
  ["Kind", ({ kind }) => KINDS[kind]?.[0] ?? kind],
  ["Connections", ({ links }) => links.filter((link) => !isTogether(link)).length],
  ["Mentions", ({ mentions }) => mentions],
];
const TOGETHER = ["Co-mentions", ({ links }) => links.filter(isTogether).length];
const CONNECTIONS = [
  ["From", ({ from }) => from.whole],
  ["Connection", linkWords],
  ["To", ({ to }) => to.whole],
  ["Evidence", ({ relationship }) => relationship.evidence?.totalCount ?? 0],
];

/** `choose(id)` is called for an entity or a connection. */
export function MapTable({ nodes, lines, mentionsOf, chosen, choose }) {
  const entities = nodes.map((node) => ({ ...node, mentions: mentionsOf(node) }));
  return html`<div class="map-table">
    <${Sortable} caption=${counted(nodes.length, "entity")} columns=${lines.some(isTogether) ? [...ENTITIES, TOGETHER] : ENTITIES} rows=${entities} by=${2} ...${{ chosen, choose }} />
    <${Sortable} caption=${countedLinks(lines)} columns=${CONNECTIONS} rows=${lines} by=${3} ...${{ chosen, choose }} />
  </div>`;
}

function Sortable({ caption, columns, rows, by, chosen, choose }) {
  const [order, sort] = useState({ column: by, descending: true });
  const valueOf = columns[order.column][1];
  const sign = order.descending ? -1 : 1;
  const sorted = [...rows].sort((one, other) => sign * compare(valueOf(one), valueOf(other)));
  const press = (column) => sort((before) => ({ column, descending: before.column === column ? !before.descending : typeof columns[column][1](rows[0]) === "number" }));
  return html`<div class="scroll" tabindex="0" role="group" aria-label=${caption}><table>
    <caption>${caption}</caption>
    <thead>
      <tr>
        ${columns.map(([name], column) => html`<th key=${name} scope="col" aria-sort=${column === order.column ? (order.descending ? "descending" : "ascending") : "none"}>
          <button type="button" onClick=${() => press(column)}>${name}</button>
        </th>`)}
      </tr>
    </thead>
    <tbody>
      ${sorted.map((row) => html`<tr key=${row.id} class=${row.id === chosen ? "chosen-row" : ""}>
        ${columns.map(([name, value], column) => html`<td key=${name} class=${typeof value(row) === "number" ? "figure" : ""}>
          ${column ? shown(value(row)) : html`<button type="button" class="plain" aria-pressed=${row.id === chosen} onClick=${() => choose(row.id)}>${value(row)}</button>`}
        </td>`)}
      </tr>`)}
    </tbody>
  </table></div>`;
}

const shown = (value) => (typeof value === "number" ? number(value) : value);
const compare = (one, other) => (typeof one === "number" ? one - other : String(one).localeCompare(String(other), "en"));
