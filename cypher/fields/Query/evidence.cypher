// Evidence of all relationships, the newest video first.
//
// The order is that of the index: by date, then by type and relationship.
//
// yields: evidence: Evidence
// order SAID_ON: evidence.sortDate DESC, evidence.type DESC, evidence.relationshipId DESC
// use: EvidenceWhere
// types: where.type
// index: evidence.sortDate >= date('0001-01-01') AND evidence.relationshipId IS NOT NULL AND evidence.id IS NOT NULL
// start-from where.videos: 1.0 * COUNT { (:Evidence) } / (COUNT { (:Video) } + 1)
// start-from where.channels: 1.0 * COUNT { (related)-[:PUBLISHED]->() } * COUNT { (:Evidence) } / (COUNT { (:Video) } + 1)
// start-from where.topics: 1.0 * COUNT { (related)<-[:ABOUT]-() } * COUNT { (:Evidence) } / (COUNT { (:Segment) } + 1)
// start-from where.speakers: 1.0 * COUNT { (related)<-[:IS]-(:Speaker)<-[:SPOKEN_BY]-() } * COUNT { (:Evidence) } / (COUNT { (:Segment) } + 1)
// start-from where.voices: 1.0 * COUNT { (related)<-[:SPOKEN_BY]-() } * COUNT { (:Evidence) } / (COUNT { (:Segment) } + 1)
// scan 1000: COUNT { (:Evidence) }
MATCH (evidence:Evidence)
