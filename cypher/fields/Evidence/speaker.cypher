// The speaker of the first segment of the quote.
//
// yields: speaker: Speaker
MATCH (this)-[:SAID_IN]->(segment)
WITH segment
ORDER BY segment.index
LIMIT 1
MATCH (segment)-[:SPOKEN_BY]->(speaker)
