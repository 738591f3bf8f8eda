// Of connections that were imported before evidence could be of the past: none of theirs is. A large graph has too many for one transaction.
MATCH (:Entity)-[relationship:WORKS_AT|LEADS|LEFT|FOUNDED|CREATED|USES|PART_OF|BASED_ON|COMPETES_WITH|ACQUIRED|INVESTED_IN|PARTICIPATED_IN|SUPPORTS|CRITICIZES|INFLUENCED|RELATED_TO|MENTIONED_WITH]->(:Entity)
WHERE relationship.pastCount IS NULL
CALL (relationship) {
  SET relationship.pastCount = 0
} IN TRANSACTIONS OF 10000 ROWS;
