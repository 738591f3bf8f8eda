// The transcript of a video.
// parameters: video
// columns: id, index, text, searchText, startSeconds, endSeconds
MATCH (:Video {id: $video})-[:HAS_SEGMENT]->(segment:Segment)
RETURN segment.id AS id, segment.index AS index, segment.text AS text,
  segment.searchText AS searchText, segment.startSeconds AS startSeconds,
  segment.endSeconds AS endSeconds
