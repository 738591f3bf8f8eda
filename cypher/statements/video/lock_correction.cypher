// Takes the write lock of a video, and then reads what a correction of it needs: its state, its corrections in the order in which they
// were made, and its kept document. `inPlace`: whether the talk was not written again since.
// mode: write
// parameters: id
// columns: contentHash, slug, title, url, publishedOn, revision, decisions, kept
MERGE (video:Video {id: $id})
SET video._lock = 1
REMOVE video._lock
WITH video
CALL (video) {
  MATCH (decision:TalkDecision {videoId: $id})
  WITH video, decision
  ORDER BY decision.decidedAt, decision.id
  RETURN collect({
    id: decision.id, videoId: decision.videoId, changes: decision.changes, detail: decision.detail, ends: decision.ends,
    removedRows: decision.removedRows, inPlace: decision.rowsAt = video.updatedAt
  }) AS decisions
}
OPTIONAL MATCH (kept:KeptDocument {id: $id})
RETURN video.contentHash AS contentHash, video.slug AS slug, video.title AS title, video.url AS url,
  toString(video.publishedOn) AS publishedOn, video.revision AS revision, decisions, kept.text AS kept
