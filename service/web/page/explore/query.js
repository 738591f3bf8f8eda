// "Show the query": what gives the same as the map shows, for GraphiQL or any client, and for Neo4j Browser.
import { html, useEffect, useRef, useState } from "../preact.js";

const CYPHER = "/static/explorations/map_of_entities.cypher";
const MOST_IDS = 100; // that `nodes` takes

/** `{ query, variables }` of GraphQL that give the entities and connections of a map: `seen` is `{ nodes, links }`. */
function asGraphql({ nodes, links }) {
  const entities = pieces("entities", nodes);
  const connections = pieces("connections", links);
  const all = { ...entities, ...connections };
  const fields = [
    ...Object.keys(entities).map((name) => `  ${name}: nodes(ids: $${name}) { ... on Entity { id name kind } }`),
    ...Object.keys(connections).map((name) =>
      [
        `  ${name}: nodes(ids: $${name}) {`,
        "    ... on Relationship {",
        "      id type past source { name } target { name }",
        "      evidence(first: 3) { totalCount nodes { quote startSeconds url video { title } } }",
        "    }",
        "  }",
      ].join("\n"),
    ),
  ];
  const declared = Object.keys(all).map((name) => `$${name}: [ID!]!`);
  return { query: `query Map(${declared.join(", ")}) {\n${fields.join("\n")}\n}`, variables: all };
}

/** Ids in lists of as many as the API takes: `entities`, or `entities1`, `entities2`, … */
function pieces(name, items) {
  const ids = items.map(({ id }) => id);
  const count = Math.ceil(ids.length / MOST_IDS);
  if (count <= 1) return count ? { [name]: ids } : {};
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`${name}${index + 1}`, ids.slice(index * MOST_IDS, (index + 1) * MOST_IDS)]));
}

/** The Cypher of the exploration `template` with what a map shows; ids have no quotes in them. */
function asCypher({ nodes, links }, template) {
  const list = (items) => `[${items.map(({ id }) => `'${id}'`).join(", ")}]`;
  return template
    .replace(/^:param entities => .*$/m, () => `:param entities => ${list(nodes)};`)
    .replace(/^:param connections => .*$/m, () => `:param connections => ${list(links)};`);
}

/** The dialog with the queries of `seen`, which is what the map shows; `done` is called when it is closed. */
export function QueryDialog({ seen, done }) {
  const dialog = useRef(null);
  const [texts, set] = useState(null);
  const [failed, fail] = useState(false);
  useEffect(() => {
    const { query, variables } = asGraphql(seen);
    const graphql = [["GraphQL operation", query], ["GraphQL variables", JSON.stringify(variables, null, 2)]];
    template().then(
      (text) => set([...graphql, ["Cypher for Neo4j Browser", asCypher(seen, text)]]),
      () => {
        set(graphql);
        fail(true);
      },
    );
    dialog.current.showModal();
  }, []);
  return html`<dialog ref=${dialog} class="query" aria-label="The query of this map" onClose=${done}>
    ${texts?.map(([title, text]) => html`<${Text} key=${title} title=${title} text=${text} />`)}
    ${failed && html`<p class="error" role="alert">The Cypher could not be loaded. Check the connection, then try again.</p>`}
    <p><button type="button" onClick=${() => dialog.current.close()}>Close</button></p>
  </dialog>`;
}

function Text({ title, text }) {
  const [copied, set] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    set(true);
  };
  return html`<section>
    <h3>${title} <button type="button" class="plain" onClick=${copy} aria-label=${`Copy ${title}`}>${copied ? "Copied" : "Copy"}</button></h3>
    <pre tabindex="0">${text}</pre>
  </section>`;
}

let reading;
function template() {
  reading ??= fetch(CYPHER).then((response) => response.text());
  reading.catch(() => (reading = undefined)); // the next try reads it again
  return reading;
}
