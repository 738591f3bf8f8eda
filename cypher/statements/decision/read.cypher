// One decision, as `list` returns it.
// mode: read
// parameters: id
// columns: id, decision, at, detail, by, reason, ends, about, missing
CALL () {
  MATCH (merged:MergedEntity {decisionId: $id})
  RETURN 'MERGE' AS decision, merged.mergedAt AS at, merged.decisionId AS id, null AS detail, merged.by AS by,
    merged.reason AS reason, [{id: merged.id, slug: merged.slug, name: merged.name, kind: merged.kind}, {id: merged.entityId}] AS ends, null AS about,
    null AS missing
  UNION ALL
  MATCH (pair:DecidedPair {decisionId: $id})
  RETURN CASE WHEN pair.one STARTS WITH 'video:' THEN 'KEEP_BOTH' ELSE 'SEPARATE' END AS decision, pair.decidedAt AS at,
    pair.decisionId AS id, null AS detail, pair.by AS by, pair.reason AS reason, [{id: pair.one}, {id: pair.other}] AS ends,
    null AS about, null AS missing
  UNION ALL
  MATCH (made:Decision {id: $id})
  RETURN made.sort AS decision, made.decidedAt AS at, made.id AS id, made.detail AS detail, made.by AS by, made.reason AS reason,
    [{id: made.entityId, slug: made.slug, name: made.name, kind: made.kind}] AS ends, null AS about, null AS missing
  UNION ALL
  MATCH (told:TalkDecision {id: $id})
  RETURN told.sort AS decision, told.decidedAt AS at, told.id AS id, told.detail AS detail, told.by AS by, told.reason AS reason,
    [{id: coalesce(told.videoId, told.ends[0]), title: told.title}] AS ends, told.ends AS about, told.missing AS missing
}
UNWIND range(0, size(ends) - 1) AS place
WITH decision, at, id, detail, by, reason, about, missing, place, ends[place] AS end
OPTIONAL MATCH (entity:Entity {id: end.id})
OPTIONAL MATCH (video:Video {id: end.id})
CALL (end) {
  OPTIONAL MATCH (decided:DecidedName {entityId: end.id})
  WITH decided
  ORDER BY decided.key
  RETURN head(collect(decided)) AS decided
}
WITH decision, at, id, detail, by, reason, about, missing, place, {
  id: end.id,
  slug: coalesce(end.slug, entity.slug, video.slug, decided.slug),
  name: coalesce(end.name, entity.name, video.title, decided.name, end.title),
  kind: coalesce(end.kind, entity.kind, decided.kind),
  talks: coalesce(entity.videoCount, CASE WHEN video IS NOT NULL THEN 1 END)
} AS end
ORDER BY place
WITH decision, at, id, detail, by, reason, about, missing, collect(end) AS ends
RETURN id, decision, toString(at) AS at, detail, by, reason, ends, about, missing
