// One decision that holds, as `list` returns it.
// mode: read
// parameters: id
// columns: id, decision, at, detail, by, reason, ends, about, missing
MATCH (made:Decision {id: $id})
WHERE made.undoneAt IS NULL
UNWIND range(0, CASE WHEN made.title IS NULL THEN size(made.ends) - 1 ELSE 0 END) AS place
WITH made, place, CASE WHEN place = 0 THEN coalesce(made.videoId, made.ends[0]) ELSE made.ends[place] END AS end
OPTIONAL MATCH (entity:Entity {id: end})
OPTIONAL MATCH (video:Video {id: end})
CALL (end) {
  OPTIONAL MATCH (decided:DecidedName {entityId: end})
  WITH decided
  ORDER BY decided.key
  RETURN head(collect(decided)) AS decided
}
WITH made, place, entity, video, decided, end, CASE WHEN place = 0 THEN made END AS was
WITH made, place, {
  id: end,
  slug: coalesce(was.slug, entity.slug, video.slug, decided.slug),
  name: coalesce(was.name, entity.name, video.title, decided.name, was.title),
  kind: coalesce(was.kind, entity.kind, decided.kind),
  talks: coalesce(entity.videoCount, CASE WHEN video IS NOT NULL THEN 1 END)
} AS end
ORDER BY place
WITH made, collect(end) AS ends
RETURN made.id AS id, made.sort AS decision, toString(made.decidedAt) AS at, CASE WHEN made.sort <> 'MERGE' THEN made.detail END AS detail,
  made.by AS by, made.reason AS reason, ends, CASE WHEN made.title IS NOT NULL THEN made.ends END AS about, made.missing AS missing
