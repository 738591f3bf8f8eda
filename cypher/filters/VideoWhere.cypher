// Conditions on a video.
//
// filter title: text video.searchTitle
// filter publishedOn: range video.sortDate where video.publishedOn IS NOT NULL
// filter durationSeconds: range video.sortDuration where video.durationSeconds IS NOT NULL
// filter language: text toLower(video.language)
// filter channels: ids (video)<-[:PUBLISHED]-(related:Channel)
// filter speakers: ids (video)-[:HAS_SPEAKER]->(:Speaker)-[:IS]->(related:Entity)
// filter entities: ids (video)-[:FEATURES]->(related:Entity)
// filter topics: ids (video)-[:DISCUSSES]->(related:Topic)
