// The parts of the address of a quote: words, video, second, and who says each segment.
//
// value: [this.quote, COLLECT { MATCH (this)-[:SAID_IN]->(:Segment)<-[:HAS_SEGMENT]-(video:Video) RETURN video.id LIMIT 1 }[0], toInteger(this.startSeconds), COLLECT { MATCH (this)-[:SAID_IN]->(segment:Segment)-[:SPOKEN_BY]->(speaker:Speaker) OPTIONAL MATCH (speaker)-[:IS]->(person:Person) RETURN coalesce(person.name, speaker.label) ORDER BY segment.index }]
