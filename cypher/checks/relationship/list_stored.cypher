// All stored connections.
// mode: read
// parameters: none
// columns: element, id, source, type, target, evidenceCount, pastCount, past, videoCount, weight, firstSaidOn, lastSaidOn, quoteId, quote
MATCH (source:Entity)-[relationship:WORKS_AT|LEADS|LEFT|FOUNDED|CREATED|USES|PART_OF|BASED_ON|COMPETES_WITH|ACQUIRED|INVESTED_IN|PARTICIPATED_IN|SUPPORTS|CRITICIZES|INFLUENCED|RELATED_TO|MENTIONED_WITH]->(target:Entity)
RETURN elementId(relationship) AS element, relationship.id AS id, source.id AS source,
  type(relationship) AS type, target.id AS target, relationship.evidenceCount AS evidenceCount,
  relationship.pastCount AS pastCount, relationship.past AS past, relationship.videoCount AS videoCount, relationship.weight AS weight,
  toString(relationship.firstSaidOn) AS firstSaidOn, toString(relationship.lastSaidOn) AS lastSaidOn,
  relationship.quoteId AS quoteId, relationship.quote AS quote
