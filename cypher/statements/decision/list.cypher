// All decisions, the latest first: merges, with the present entity; pairs of entities that are two; pairs of talks with the same words that are both kept;
// corrections, with the new name, the new kind or the detached name as `detail`; decisions on talks, with the ids that they are about.
// (`name` and `kind` of an entity without talks are those of its decided names. Without these, only its id is known, and `talks` is missing.)
// mode: read
// parameters: none
// columns: id, decision, at, detail, by, reason, ends, about, missing
CALL () {
  MATCH (merged:MergedEntity)
  RETURN 'MERGE' AS decision, merged.mergedAt AS moment, merged.decisionId AS id, null AS detail, merged.by AS by,
    merged.reason AS reason, [{id: merged.id, slug: merged.slug, name: merged.name, kind: merged.kind}, {id: merged.entityId}] AS ends, null AS about,
    null AS missing
  UNION ALL
  MATCH (pair:DecidedPair)
  RETURN CASE WHEN pair.one STARTS WITH 'video:' THEN 'KEEP_BOTH' ELSE 'SEPARATE' END AS decision, pair.decidedAt AS moment,
    pair.decisionId AS id, null AS detail, pair.by AS by, pair.reason AS reason, [{id: pair.one}, {id: pair.other}] AS ends,
    null AS about, null AS missing
  UNION ALL
  MATCH (made:Decision)
  RETURN made.sort AS decision, made.decidedAt AS moment, made.id AS id, made.detail AS detail, made.by AS by, made.reason AS reason,
    [{id: made.entityId, slug: made.slug, name: made.name, kind: made.kind}] AS ends, null AS about, null AS missing
  UNION ALL
  MATCH (told:TalkDecision)
  RETURN told.sort AS decision, told.decidedAt AS moment, told.id AS id, told.detail AS detail, told.by AS by, told.reason AS reason,
    [{id: coalesce(told.videoId, told.ends[0]), title: told.title}] AS ends, told.ends AS about, told.missing AS missing
}
UNWIND range(0, size(ends) - 1) AS place
WITH decision, moment, id, detail, by, reason, about, missing, place, ends[place] AS end
OPTIONAL MATCH (entity:Entity {id: end.id})
OPTIONAL MATCH (video:Video {id: end.id})
CALL (end) {
  OPTIONAL MATCH (decided:DecidedName {entityId: end.id})
  WITH decided
  ORDER BY decided.key
  RETURN head(collect(decided)) AS decided
}
WITH decision, moment, id, detail, by, reason, about, missing, place, {
  id: end.id,
  slug: coalesce(end.slug, entity.slug, video.slug, decided.slug),
  name: coalesce(end.name, entity.name, video.title, decided.name, end.title),
  kind: coalesce(end.kind, entity.kind, decided.kind),
  talks: coalesce(entity.videoCount, CASE WHEN video IS NOT NULL THEN 1 END)
} AS end
ORDER BY place
WITH decision, moment, id, detail, by, reason, about, missing, collect(end) AS ends
RETURN id, decision, toString(moment) AS at, detail, by, reason, ends, about, missing
ORDER BY moment DESC, id
