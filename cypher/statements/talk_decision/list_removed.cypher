// What rejections removed from videos, by which their documents can be made. One row for each correction.
// mode: read
// parameters: ids
// columns: video, removedRows
UNWIND $ids AS video
MATCH (decision:TalkDecision {videoId: video})
RETURN video, decision.removedRows AS removedRows
ORDER BY decision.decidedAt, decision.id
