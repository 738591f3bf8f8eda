// Records which corrections of a talk cannot be applied, because their quote is missing, when the talk is written. What corrections removed
// from it in place is then in its kept document.
// mode: write
// parameters: video, missing
MATCH (decision:TalkDecision {videoId: $video})
WITH decision, CASE WHEN decision.id IN $missing THEN true END AS missing
WHERE coalesce(decision.missing, false) <> coalesce(missing, false) OR decision.rowsAt IS NOT NULL
SET decision.missing = missing
REMOVE decision.rowsAt, decision.removedRows
