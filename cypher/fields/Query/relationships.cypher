// Relationships of all entities, the most recently stated first.
//
// They are found by their evidence, in the order of its index. A relationship has the position of its latest or its
// earliest evidence; of several pieces on that date, the one with the greatest id.
//
// yields: relationship: Relationship, evidence: Evidence
// order LAST_SAID_ON: evidence.sortDate DESC, evidence.type DESC
// order FIRST_SAID_ON: evidence.sortDate DESC, evidence.type DESC
// key: evidence.relationshipId
// use: RelationshipWhere
// filter where.type: evidence.type IN $type
// bound where.saidOn.gte: LAST_SAID_ON, evidence.sortDate >= $gte
// bound where.saidOn.lt: FIRST_SAID_ON, evidence.sortDate < $lt
// bound where.firstSaidOn.gte: LAST_SAID_ON, evidence.sortDate >= $gte
// bound where.firstSaidOn.gte: FIRST_SAID_ON, evidence.sortDate >= $gte
// bound where.firstSaidOn.lt: FIRST_SAID_ON, evidence.sortDate < $lt
// types: relationship, where.type
// index: evidence.sortDate >= date('0001-01-01') AND evidence.relationshipId IS NOT NULL AND evidence.id IS NOT NULL
// start-from where.videos: 1.0 * COUNT { (:Evidence) } / (COUNT { (:Video) } + 1)
// start-from where.channels: 1.0 * COUNT { (related)-[:PUBLISHED]->() } * COUNT { (:Evidence) } / (COUNT { (:Video) } + 1)
// start-from where.topics: 1.0 * COUNT { (related)<-[:ABOUT]-() } * COUNT { (:Evidence) } / (COUNT { (:Segment) } + 1)
// start-from where.speakers: 1.0 * COUNT { (related)<-[:IS]-(:Speaker)<-[:SPOKEN_BY]-() } * COUNT { (:Evidence) } / (COUNT { (:Segment) } + 1)
// start-from where.voices: 1.0 * COUNT { (related)<-[:SPOKEN_BY]-() } * COUNT { (:Evidence) } / (COUNT { (:Segment) } + 1)
// scan 1000: COUNT { (:Evidence) }
// total: COUNT { ()-[:WORKS_AT|LEADS|LEFT|FOUNDED|CREATED|USES|PART_OF|BASED_ON|COMPETES_WITH|ACQUIRED|INVESTED_IN|PARTICIPATED_IN|SUPPORTS|CRITICIZES|INFLUENCED|RELATED_TO]->() }
MATCH (evidence:Evidence)
MATCH (evidence)-[:SUBJECT]->(subject:Entity), (evidence)-[:OBJECT]->(object:Entity)
MATCH (subject)-[relationship:WORKS_AT|LEADS|LEFT|FOUNDED|CREATED|USES|PART_OF|BASED_ON|COMPETES_WITH|ACQUIRED|INVESTED_IN|PARTICIPATED_IN|SUPPORTS|CRITICIZES|INFLUENCED|RELATED_TO]->(object)
WHERE relationship.id = evidence.relationshipId
  AND evidence.sortDate = coalesce(relationship.lastSaidOn, date('0001-01-01'))
  AND NOT EXISTS {
    MATCH (same:Evidence)
    WHERE same.sortDate = evidence.sortDate AND same.type = evidence.type
      AND same.relationshipId = evidence.relationshipId AND same.id > evidence.id
  }
// when orderBy=FIRST_SAID_ON: firstSaidOn for lastSaidOn
// when count=all:
MATCH (:Entity)-[relationship:WORKS_AT|LEADS|LEFT|FOUNDED|CREATED|USES|PART_OF|BASED_ON|COMPETES_WITH|ACQUIRED|INVESTED_IN|PARTICIPATED_IN|SUPPORTS|CRITICIZES|INFLUENCED|RELATED_TO]->()
