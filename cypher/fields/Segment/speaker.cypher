// Who speaks the segment.
//
// yields: speaker: Speaker
MATCH (this)-[:SPOKEN_BY]->(speaker)
