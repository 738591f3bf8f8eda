// Conditions on a change. A merge is about the remaining entity and the merged ones.
//
// filter kind: change.kind IN $kind
// filter video: any(id IN change.videoIds WHERE id IN $video)
// filter entity: any(id IN change.entityIds WHERE id IN $entity)
// filter decision: any(id IN change.decisionIds WHERE id IN $decision)
