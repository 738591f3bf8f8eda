// Conditions on a piece of evidence.
//
// filter videos: ids (evidence)-[:SAID_IN]->(:Segment)<-[:HAS_SEGMENT]-(related:Video)
// filter minConfidence: coalesce(evidence.confidence >= $minConfidence, true)
// filter past: coalesce(evidence.past, false) = $past
