// The map over all talks: around an entity or two, of a topic, of what a search finds, or of the most mentioned.
import { html } from "../preact.js";
import { EMBEDDED, go, withValues } from "../address.js";
import { Answered, Heading, useAnswer } from "../answer.js";
import { Around } from "../embed/around.js";
import { ExploredMap, GraphMap, MapRoom } from "../map/room.js";
import { Starts } from "./starts.js";

const SIZES = [60, 150, 300];

export function MapPage({ address }) {
  const { Start, ...start } = startOf(address.searchParams);
  return html`<div class="map-page">
    <${Heading} title="Map">Map of all talks</${Heading}>
    <${Starts} ...${start} />
    <${Start} key=${JSON.stringify({ ...start, most: null })} ...${start} />
  </div>`;
}

/** The same map alone, for a frame of another site. */
export function EmbeddedMap({ address }) {
  const { Start, ...start } = startOf(address.searchParams);
  return html`<${Around} title="Map of all talks" to=${withValues({ embed: null })}><${Start} ...${start} /></${Around}>`;
}

function startOf(asked) {
  const [from, to, topic, q] = ["from", "to", "topic", "q"].map((key) => asked.get(key)?.trim() ?? "");
  const most = SIZES.find((size) => String(size) === asked.get("size")) ?? SIZES[0];
  return { from, to, topic, q, most, Start: from || to ? OfEntities : topic ? OfTopic : q ? OfSearch : OfMost };
}

const OfMost = ({ most }) => html`<${Drawn} name="Most mentioned" variables=${{ most }} />`;

function OfTopic({ topic: slug, most }) {
  const answer = useAnswer("map_topic", { slug });
  return html`<${Answered} answer=${answer}>
    ${({ topic }) =>
      topic ? html`<${Drawn} name=${`Topic: ${topic.name}`} variables=${{ topics: [topic.id], most }} />` : html`<p role="status">No match for “${slug}”</p>`}
  </${Answered}>`;
}

function OfSearch({ q: query, most }) {
  const answer = useAnswer("map_found", { query });
  return html`<${Answered} answer=${answer} what="Searching">
    ${({ search: { nodes, correctedQuery } }) => {
      if (!nodes.length) return html`<p role="status">No match for “${query}”</p>`;
      return html`
        ${correctedQuery && html`<p role="status">No results for “${query}”. Showing ${correctedQuery}</p>`}
        <${Drawn} name=${`Search: ${correctedQuery ?? query}`} variables=${{ around: nodes.map(({ id }) => id), hops: 1, most }} />
      `;
    }}
  </${Answered}>`;
}

function OfEntities({ from, to, most }) {
  const answer = useAnswer("connection_ends", { from: from || to, to: to || from });
  return html`<${Answered} answer=${answer}>
    ${(data) => {
      const ends = [data.from ?? data.fromNamed, data.to ?? data.toNamed];
      const missing = [from || to, to || from].filter((_, index) => !ends[index]);
      if (missing.length) return html`<p role="status">No match for “${missing[0]}”</p>`;
      const [one, other] = ends;
      return one.id === other.id
        ? html`<${Drawn} name=${one.name} root=${one.id} variables=${{ around: [one.id], hops: 1, most }} />`
        : html`<${Between} ends=${ends} most=${most} />`;
    }}
  </${Answered}>`;
}

/** Two entities with the paths between them; without a path, what is around each. */
function Between({ ends, most }) {
  const answer = useAnswer("map_paths", { source: ends[0].id, target: ends[1].id });
  const name = `${ends[0].name} and ${ends[1].name}`;
  return html`<${Answered} answer=${answer} what="Loading map">
    ${({ paths }) => {
      const around = [...new Set([...ends.map(({ id }) => id), ...paths.flatMap(({ hops }) => hops.flatMap((hop) => [hop.from.id, hop.to.id]))])];
      return html`
        ${!paths.length && html`<p role="status">No stated path within six steps</p>`}
        <${Drawn} name=${name} variables=${{ around, hops: paths.length ? 0 : 1, most }} />
      `;
    }}
  </${Answered}>`;
}

function Drawn({ name, root, variables }) {
  const answer = useAnswer("map_of_all", variables);
  const resize = (event) => go(withValues({ size: event.currentTarget.value === String(SIZES[0]) ? null : event.currentTarget.value }), { stay: true });
  return html`<section id="map" aria-labelledby="map-of">
    <h2 id="map-of" tabindex="-1">${name}</h2>
    ${!EMBEDDED && html`<p><label>Show up to <select value=${variables.most} onChange=${resize}>${SIZES.map((size) => html`<option key=${size} value=${size}>${size}</option>`)}</select> entities</label></p>`}
    <${MapRoom} answer=${answer} nothing="No connections between these entities">
      ${(slice) => html`<${EMBEDDED ? GraphMap : ExploredMap} slice=${slice} root=${root} label=${`Map: ${name}`} name=${fileName(name)} />`}
    </${MapRoom}>
  </section>`;
}

/** A name as the beginning of a file's name. */
const fileName = (name) => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60);
