// What people decided, the latest first: what was merged, with what it is now; which entities are two; which talks that share their words both stay.
// (`name` and `kind` of one that has no talk any more are those of its decided names; without any, only its id is known. `talks` is missing then.)
// parameters: none
// columns: decision, at, pair
CALL () {
  MATCH (merged:MergedEntity)
  RETURN 'ONE' AS decision, merged.mergedAt AS at, merged.id AS id,
    [{id: merged.id, slug: merged.slug, name: merged.name, kind: merged.kind}, {id: merged.entityId}] AS ends
  UNION ALL
  MATCH (pair:DecidedPair)
  RETURN CASE WHEN pair.one STARTS WITH 'video:' THEN 'BOTH_STAY' ELSE 'TWO' END AS decision, pair.decidedAt AS at,
    pair.key AS id, [{id: pair.one}, {id: pair.other}] AS ends
}
UNWIND range(0, 1) AS place
WITH decision, at, id, place, ends[place] AS end
OPTIONAL MATCH (entity:Entity {id: end.id})
OPTIONAL MATCH (video:Video {id: end.id})
CALL (end) {
  OPTIONAL MATCH (decided:DecidedName {entityId: end.id})
  WITH decided
  ORDER BY decided.key
  RETURN head(collect(decided)) AS decided
}
WITH decision, at, id, place, {
  id: end.id,
  slug: coalesce(end.slug, entity.slug, video.slug, decided.slug),
  name: coalesce(end.name, entity.name, video.title, decided.name),
  kind: coalesce(end.kind, entity.kind, decided.kind),
  talks: coalesce(entity.videoCount, CASE WHEN video IS NOT NULL THEN 1 END)
} AS end
ORDER BY place
WITH decision, at, id, collect(end) AS pair
RETURN decision, toString(at) AS at, pair
ORDER BY at DESC, id
