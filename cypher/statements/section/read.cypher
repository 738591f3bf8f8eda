// The sections of a video's summary.
// mode: read
// parameters: video
// columns: properties
MATCH (:Video {id: $video})-[:HAS_SECTION]->(section:SummarySection)
RETURN properties(section) AS properties
