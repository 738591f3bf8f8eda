// Numbers of nodes and relationships, from Neo4j's own counters. The bookmark of this read is the graph's revision.
// mode: read
// parameters: none
// columns: nodes, relationships
RETURN COUNT { () } AS nodes, COUNT { ()-->() } AS relationships
