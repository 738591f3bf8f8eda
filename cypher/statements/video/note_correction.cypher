// Records that a correction has changed single rows of a video, and which rows it removed. What earlier corrections removed in this way
// stays valid.
// mode: write
// parameters: id, decision, removedRows
MATCH (video:Video {id: $id})
WITH video, video.updatedAt AS before
SET video.updatedAt = datetime(), video.revision = video.revision + 1
WITH video, before
MATCH (decision:TalkDecision {videoId: $id})
WHERE decision.rowsAt = before OR decision.id = $decision
SET decision.rowsAt = video.updatedAt,
    decision.removedRows = CASE WHEN decision.id = $decision THEN $removedRows ELSE decision.removedRows END
