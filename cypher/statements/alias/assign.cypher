// Lets aliases name other entities than before.
// mode: write
// parameters: rows: [{key, entity}]
UNWIND $rows AS row
MATCH (alias:Alias {key: row.key})
MATCH (entity:Entity {id: row.entity})
CALL (alias) {
  MATCH (alias)-[before:NAMES]->(:Entity)
  DELETE before
}
CREATE (alias)-[:NAMES {bornAs: row.entity}]->(entity)
