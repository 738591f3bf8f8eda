// How many nodes and relationships there are, out of Neo4j's own counters; of more interest is the bookmark that comes with it.
// parameters: none
// columns: nodes, relationships
RETURN COUNT { () } AS nodes, COUNT { ()-->() } AS relationships
