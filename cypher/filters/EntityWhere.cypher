// Conditions on an entity.
//
// filter kind: entity.kind IN $kind
// filter name: text alias.searchName within (alias:Alias)-[:NAMES]->(entity)
// filter videos: ids (entity)<-[:FEATURES]-(related:Video)
// filter topics: ids (entity)<-[:COVERS]-(related:Topic)
// filter channels: ids (entity)<-[:FEATURES]-(:Video)<-[:PUBLISHED]-(related:Channel)
// filter mentionedOn: range features.sortDate within (entity)<-[features:FEATURES WHERE features.sortDate > date('0001-01-01')]-(:Video)
// filter minMentions: entity.mentionCount >= $minMentions
