// Names that are valid in a talk alone and are decided, in the form of alias keys.
// mode: read
// parameters: video
// columns: key
MATCH (kept:KeptDocument {id: $video})
UNWIND kept.names AS key
WITH DISTINCT key
WHERE key CONTAINS '@' + $video + ':'
MATCH (decided:DecidedName {key: key})
RETURN key
ORDER BY key
