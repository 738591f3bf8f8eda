// Conditions on a segment of a transcript.
//
// filter text: text segment.searchText
// filter videos: ids (segment)<-[:HAS_SEGMENT]-(related:Video)
// filter channels: ids (segment)<-[:HAS_SEGMENT]-(:Video)<-[:PUBLISHED]-(related:Channel)
// filter publishedOn: range dated.publishedOn within (segment)<-[:HAS_SEGMENT]-(dated:Video)
// filter entities: ids (segment)-[:MENTIONS]->(related:Entity)
// filter topics: ids (segment)-[:ABOUT]->(related:Topic)
// filter speakers: ids (segment)-[:SPOKEN_BY]->(:Speaker)-[:IS]->(related:Entity)
// filter voices: ids (segment)-[:SPOKEN_BY]->(related:Speaker)
// filter startSeconds: range segment.startSeconds
