// Conditions on a relationship. `type` and `includeCoMentions` are in the pattern (`types` in a head).
//
// filter kind: startNode(relationship).kind IN $kind AND endNode(relationship).kind IN $kind
// filter sourceKind: CASE WHEN type(relationship) IN ['COMPETES_WITH', 'RELATED_TO', 'MENTIONED_WITH'] THEN (startNode(relationship).kind IN $sourceKind AND ($targetKind IS NULL OR endNode(relationship).kind IN $targetKind)) OR (endNode(relationship).kind IN $sourceKind AND ($targetKind IS NULL OR startNode(relationship).kind IN $targetKind)) ELSE startNode(relationship).kind IN $sourceKind END
// filter targetKind: CASE WHEN type(relationship) IN ['COMPETES_WITH', 'RELATED_TO', 'MENTIONED_WITH'] THEN (endNode(relationship).kind IN $targetKind AND ($sourceKind IS NULL OR startNode(relationship).kind IN $sourceKind)) OR (startNode(relationship).kind IN $targetKind AND ($sourceKind IS NULL OR endNode(relationship).kind IN $sourceKind)) ELSE endNode(relationship).kind IN $targetKind END
// filter eitherKind: (startNode(relationship).kind IN $eitherKind OR endNode(relationship).kind IN $eitherKind)
// filter videos: ids (related:Video)-[:HAS_SEGMENT]->(:Segment)<-[:SAID_IN]-(:Evidence {relationshipId: relationship.id})
// filter channels: ids (related:Channel)-[:PUBLISHED]->(:Video)-[:HAS_SEGMENT]->(:Segment)<-[:SAID_IN]-(:Evidence {relationshipId: relationship.id})
// filter topics: ids (related:Topic)<-[:ABOUT]-(:Segment)<-[:SAID_IN]-(:Evidence {relationshipId: relationship.id})
// filter speakers: ids (related:Entity)<-[:IS]-(:Speaker)<-[:SPOKEN_BY]-(:Segment)<-[:SAID_IN]-(:Evidence {relationshipId: relationship.id})
// filter voices: ids (related:Speaker)<-[:SPOKEN_BY]-(:Segment)<-[:SAID_IN]-(:Evidence {relationshipId: relationship.id})
// filter saidOn.gte: relationship.lastSaidOn >= $gte
// filter saidOn.lt: relationship.firstSaidOn < $lt
// filter firstSaidOn.gte: relationship.firstSaidOn >= $gte
// filter firstSaidOn.lt: relationship.firstSaidOn < $lt
// filter minEvidence: relationship.evidenceCount >= $minEvidence
// filter past: relationship.past = $past
