// Of connections that were written before it was stored whether they are past. A large graph has too many for one transaction.
MATCH (source:Entity)-[relationship:WORKS_AT|LEADS|LEFT|FOUNDED|CREATED|USES|PART_OF|BASED_ON|COMPETES_WITH|ACQUIRED|INVESTED_IN|PARTICIPATED_IN|SUPPORTS|CRITICIZES|INFLUENCED|RELATED_TO|MENTIONED_WITH]->(target:Entity)
WHERE relationship.past IS NULL
CALL (source, relationship, target) {
  OPTIONAL MATCH (source)-[left:LEFT]->(target)
  SET relationship.past = relationship.pastCount = relationship.evidenceCount
    OR (type(relationship) IN ['WORKS_AT', 'LEADS'] AND left IS NOT NULL AND coalesce(left.lastSaidOn >= relationship.lastSaidOn, true))
} IN TRANSACTIONS OF 10000 ROWS;
