// Conditions on a relationship. `type` and `includeCoMentions` stand in the pattern (`types` in a head).
//
// filter kind: startNode(relationship).kind IN $kind AND endNode(relationship).kind IN $kind
// filter videos: ids (related:Video)-[:HAS_SEGMENT]->(:Segment)<-[:SAID_IN]-(:Evidence {relationshipId: relationship.id})
// filter saidOn.gte: relationship.lastSaidOn >= $gte
// filter saidOn.lt: relationship.firstSaidOn < $lt
// filter minEvidence: relationship.evidenceCount >= $minEvidence
// filter past: (relationship.pastCount = relationship.evidenceCount) = $past
