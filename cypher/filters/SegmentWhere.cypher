// Conditions on a segment of a transcript.
//
// filter text: text segment.searchText
// filter videos: ids (segment)<-[:HAS_SEGMENT]-(related:Video)
// filter entities: ids (segment)-[:MENTIONS]->(related:Entity)
// filter topics: ids (segment)-[:ABOUT]->(related:Topic)
// filter speakers: ids (segment)-[:SPOKEN_BY]->(:Speaker)-[:IS]->(related:Entity)
// filter startSeconds: range segment.startSeconds
