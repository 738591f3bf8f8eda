// What rejections removed from a video, by which its document can be made. One row for each correction.
// mode: read
// parameters: video
// columns: removedRows
MATCH (decision:TalkDecision {videoId: $video})
RETURN decision.removedRows AS removedRows
ORDER BY decision.decidedAt, decision.id
