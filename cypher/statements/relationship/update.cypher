// Sets counts, dates and quotes of connections.
// mode: write
// parameters: rows: [{id, source, target, evidenceCount, pastCount, videoCount, weight, firstSaidOn, lastSaidOn, quoteId, quote}]
UNWIND $rows AS row
MATCH (source:Entity {id: row.source})
MATCH (target:Entity {id: row.target})
MATCH (source)-[relationship:WORKS_AT|LEADS|LEFT|FOUNDED|CREATED|USES|PART_OF|BASED_ON|COMPETES_WITH|ACQUIRED|INVESTED_IN|PARTICIPATED_IN|SUPPORTS|CRITICIZES|INFLUENCED|RELATED_TO|MENTIONED_WITH]->(target)
WHERE relationship.id = row.id
SET relationship.evidenceCount = row.evidenceCount,
    relationship.pastCount = row.pastCount,
    relationship.past = row.pastCount = row.evidenceCount,
    relationship.videoCount = row.videoCount,
    relationship.weight = row.weight,
    relationship.firstSaidOn = date(row.firstSaidOn),
    relationship.lastSaidOn = date(row.lastSaidOn),
    relationship.quoteId = row.quoteId,
    relationship.quote = row.quote
