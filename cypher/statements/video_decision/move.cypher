// Makes the corrections of a talk those of the talk that takes its place.
// mode: write
// parameters: video, into
MATCH (decision:Decision {videoId: $video})
SET decision.videoId = $into, decision.ends = [end IN decision.ends | CASE WHEN end = $video THEN $into ELSE end END]
