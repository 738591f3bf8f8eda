// Segments with this text in their search form, for a quote of words that the full-text index does not have ("to be or not to be").
// mode: read
// parameters: asked, limit
// columns: found
CALL () {
  MATCH (segment:Segment)
  WHERE segment.searchText CONTAINS $asked.text
  RETURN segment.id AS id, segment.text AS text
  LIMIT $limit
}
RETURN collect([id, text]) AS found
