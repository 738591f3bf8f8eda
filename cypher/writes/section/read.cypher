// The headed parts of a video's summary.
// parameters: video
// columns: id, index, heading, searchHeading, startSeconds
MATCH (:Video {id: $video})-[:HAS_SECTION]->(section:SummarySection)
RETURN section.id AS id, section.index AS index, section.heading AS heading,
  section.searchHeading AS searchHeading, section.startSeconds AS startSeconds
