// Records which corrections of a talk cannot be applied, because their quote is missing, when the talk is written.
// mode: write
// parameters: video, missing
MATCH (decision:Decision {videoId: $video})
WITH decision, CASE WHEN decision.id IN $missing THEN true END AS missing
WHERE coalesce(decision.missing, false) <> coalesce(missing, false)
SET decision.missing = missing
