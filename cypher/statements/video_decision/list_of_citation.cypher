// What was decided on a talk that a citation names: the talk itself or the one that came in its place; otherwise when it was deleted, and its document while that is kept; the quotes that are rejected in it.
// mode: read
// parameters: asked
// columns: id, deletions, rejections
CALL () {
  UNWIND $asked.videos AS id
  OPTIONAL MATCH (video:Video)
  WHERE video.id = id
  RETURN collect(video.id) AS ids
  UNION ALL
  OPTIONAL MATCH (video:Video)
  WHERE video.slug = $asked.slug
  RETURN collect(video.id) AS ids
}
WITH collect(ids[0])[0] AS present
WITH coalesce(present, COLLECT {
  CALL db.index.fulltext.queryNodes('former_videos', $asked.former) YIELD node AS video
  WHERE present IS NULL
  RETURN video.id AS former
  LIMIT 1
}[0]) AS id
RETURN id,
  COLLECT {
    MATCH (decision:Decision)
    WHERE decision.sort = 'DELETE_VIDEO' AND decision.undoneAt IS NULL AND any(one IN $asked.videos WHERE one IN decision.ends OR decision.changes CONTAINS '"' + one + '"')
    OPTIONAL MATCH (kept:KeptDocument)
    WHERE kept.id = decision.id
    RETURN [decision.id, toString(decision.decidedAt), kept.document] AS deletion
    ORDER BY decision.decidedAt DESC
    LIMIT 1
  } AS deletions,
  COLLECT {
    MATCH (decision:Decision)
    WHERE decision.videoId = id AND decision.undoneAt IS NULL AND decision.sort = 'REJECT_EVIDENCE'
    RETURN [decision.id, toString(decision.decidedAt), decision.changes] AS rejection
    ORDER BY decision.decidedAt DESC, decision.id
  } AS rejections
