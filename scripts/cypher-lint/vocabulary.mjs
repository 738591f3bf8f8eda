// The words of cypher/model.toml, in the form in which files are held to them.

// What neo4j-migrations writes into a graph, and the secret of cursors on its first node; only the files that keep or leave out
// that history may use these words.
const HISTORY = {
  files: /^statements\/(migration|cursor_secret|graph)/,
  labels: ["__Neo4jMigration", "__Neo4jMigrationsLock"],
  types: ["MIGRATED_TO"],
  properties: ["version", "description", "type", "source", "checksum", "at", "name", "owner", "until", "cursorSecret"],
};

// Set and removed again in one statement, to take a write lock.
const LOCK = "_lock";

// Parts of a date and time, which are read as properties of it.
const COMPONENTS = ["epochMillis"];

const KINDS = ["Person", "Company", "Concept", "Product", "Event"];

export function readVocabulary(model) {
  const keys = (part) => Object.keys(part?.properties ?? {});
  const byLabel = new Map(Object.entries(model.nodes).map(([label, node]) => [label, keys(node)]));
  const byType = new Map(Object.entries(model.links).map(([type, link]) => [type, keys(link)]));
  for (const kind of KINDS) byLabel.set(kind, byLabel.get("Entity"));
  for (const type of Object.keys(model.relationships)) byType.set(type, keys(model.connection));
  const labels = [...byLabel.keys()];
  const types = [...byType.keys()];
  const paths = [...readPaths(model.links), ...readPaths(model.relationships)];
  const properties = [...new Set([...byLabel.values(), ...byType.values()].flat())];

  return {
    labels,
    types,
    properties,
    connections: Object.keys(model.relationships),
    // The words that a file may use.
    schema(path, parameters) {
      const more = HISTORY.files.test(path) ? HISTORY : { labels: [], types: [], properties: [] };
      return {
        labels: [...labels, ...more.labels],
        relationshipTypes: [...types, ...more.types],
        propertyKeys: [...properties, ...more.properties, ...COMPONENTS, LOCK],
        parameters: Object.fromEntries(parameters.map((name) => [name, null])),
        graphSchema: paths,
        defaultLanguage: "CYPHER 5",
      };
    },
    // The properties of what has one of these labels (or types); null when the model does not know one of them.
    propertiesOf(names) {
      const found = names.map((name) => byLabel.get(name) ?? byType.get(name));
      return found.length && found.every(Boolean) ? new Set([...found.flat(), LOCK]) : null;
    },
  };
}

// Which labels a relationship leads from and to, with every label that such a node may be asked for by.
function readPaths(part) {
  const labels = (names) => names.flatMap((name) => (name === "any" || name === "Entity" ? ["Entity", ...KINDS] : KINDS.includes(name) ? [name, "Entity"] : [name]));
  return Object.entries(part).flatMap(([relType, { from, to }]) =>
    labels(from).flatMap((start) => labels(to).map((end) => ({ from: start, to: end, relType }))),
  );
}
