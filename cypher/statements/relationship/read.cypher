// Counts and dates of connections, with the confidence and the second of the evidence of their quote.
// mode: read
// parameters: rows: [{id, source, target}]
// columns: id, evidenceCount, pastCount, videoCount, weight, firstSaidOn, lastSaidOn, quoteId, quote, confidence, startSeconds
UNWIND $rows AS row
MATCH (source:Entity {id: row.source})
MATCH (target:Entity {id: row.target})
MATCH (source)-[relationship:WORKS_AT|LEADS|LEFT|FOUNDED|CREATED|USES|PART_OF|BASED_ON|COMPETES_WITH|ACQUIRED|INVESTED_IN|PARTICIPATED_IN|SUPPORTS|CRITICIZES|INFLUENCED|RELATED_TO|MENTIONED_WITH]->(target)
WHERE relationship.id = row.id
OPTIONAL MATCH (strongest:Evidence {id: relationship.quoteId})
RETURN row.id AS id, relationship.evidenceCount AS evidenceCount, relationship.pastCount AS pastCount,
  relationship.videoCount AS videoCount, relationship.weight AS weight, toString(relationship.firstSaidOn) AS firstSaidOn,
  toString(relationship.lastSaidOn) AS lastSaidOn, relationship.quoteId AS quoteId, relationship.quote AS quote,
  strongest.confidence AS confidence, strongest.startSeconds AS startSeconds
