// The texts of segments.
// mode: read
// parameters: asked
// columns: found
CALL () {
  UNWIND $asked.ids AS id
  MATCH (segment:Segment)
  WHERE segment.id = id
  RETURN id, segment.text AS text
}
RETURN collect([id, text]) AS found
