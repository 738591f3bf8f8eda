// Conditions on a piece of evidence. A speaker says the quote, or a part of it: one of `Evidence.turns`.
//
// filter type: evidence.type IN $type
// filter kind: EXISTS { MATCH (evidence)-[:SUBJECT]->(subject:Entity), (evidence)-[:OBJECT]->(object:Entity) WHERE subject.kind IN $kind AND object.kind IN $kind }
// filter sourceKind: EXISTS { MATCH (evidence)-[:SUBJECT]->(subject:Entity), (evidence)-[:OBJECT]->(object:Entity) WHERE CASE WHEN evidence.type IN ['COMPETES_WITH', 'RELATED_TO', 'MENTIONED_WITH'] THEN (subject.kind IN $sourceKind AND ($targetKind IS NULL OR object.kind IN $targetKind)) OR (object.kind IN $sourceKind AND ($targetKind IS NULL OR subject.kind IN $targetKind)) ELSE subject.kind IN $sourceKind END }
// filter targetKind: EXISTS { MATCH (evidence)-[:SUBJECT]->(subject:Entity), (evidence)-[:OBJECT]->(object:Entity) WHERE CASE WHEN evidence.type IN ['COMPETES_WITH', 'RELATED_TO', 'MENTIONED_WITH'] THEN (object.kind IN $targetKind AND ($sourceKind IS NULL OR subject.kind IN $sourceKind)) OR (subject.kind IN $targetKind AND ($sourceKind IS NULL OR object.kind IN $sourceKind)) ELSE object.kind IN $targetKind END }
// filter eitherKind: EXISTS { MATCH (evidence)-[:SUBJECT]->(subject:Entity), (evidence)-[:OBJECT]->(object:Entity) WHERE subject.kind IN $eitherKind OR object.kind IN $eitherKind }
// filter videos: ids (evidence)-[:SAID_IN]->(:Segment)<-[:HAS_SEGMENT]-(related:Video)
// filter channels: ids (evidence)-[:SAID_IN]->(:Segment)<-[:HAS_SEGMENT]-(:Video)<-[:PUBLISHED]-(related:Channel)
// filter topics: ids (evidence)-[:SAID_IN]->(:Segment)-[:ABOUT]->(related:Topic)
// filter speakers: ids (evidence)-[:SAID_IN]->(:Segment)-[:SPOKEN_BY]->(:Speaker)-[:IS]->(related:Entity)
// filter voices: ids (evidence)-[:SAID_IN]->(:Segment)-[:SPOKEN_BY]->(related:Speaker)
// filter saidOn: range evidence.sortDate where evidence.sortDate > date('0001-01-01')
// filter minConfidence: coalesce(evidence.confidence >= $minConfidence, true)
// filter past: coalesce(evidence.past, false) = $past
