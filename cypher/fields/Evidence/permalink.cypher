// The parts of the address of a quote: words, video, second and speaker.
//
// value: COLLECT { MATCH (this)-[:SAID_IN]->(segment:Segment)<-[:HAS_SEGMENT]-(video:Video) OPTIONAL MATCH (segment)-[:SPOKEN_BY]->(speaker:Speaker) OPTIONAL MATCH (speaker)-[:IS]->(person:Person) RETURN [this.quote, video.id, toInteger(this.startSeconds), coalesce(person.name, speaker.label)] ORDER BY segment.index LIMIT 1 }[0]
