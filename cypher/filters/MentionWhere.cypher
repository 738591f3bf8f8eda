// Conditions on a mention. `segment` is the segment that names the entity.
//
// filter videos: ids (segment)<-[:HAS_SEGMENT]-(related:Video)
// filter minConfidence: coalesce(mention.confidence >= $minConfidence, true)
