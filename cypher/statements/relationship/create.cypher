// Creates connections. Types come only from model.toml.
// mode: write
// parameters: rows: [{id, source, target, type, evidenceCount, pastCount, videoCount, weight, firstSaidOn, lastSaidOn, quoteId, quote}]
UNWIND $rows AS row
MATCH (source:Entity {id: row.source})
MATCH (target:Entity {id: row.target})
CREATE (source)-[:$(row.type) {
  id: row.id, evidenceCount: row.evidenceCount, pastCount: row.pastCount, videoCount: row.videoCount,
  weight: row.weight, firstSaidOn: date(row.firstSaidOn), lastSaidOn: date(row.lastSaidOn),
  quoteId: row.quoteId, quote: row.quote, past: row.pastCount = row.evidenceCount
}]->(target)
