// Corrections of a talk that cannot be applied now, in words.
// mode: read
// parameters: video
// columns: detail
MATCH (decision:Decision {videoId: $video})
WHERE decision.missing
RETURN decision.detail AS detail
ORDER BY decision.decidedAt, decision.id
