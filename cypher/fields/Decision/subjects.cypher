// What a decision is about, in the order of the decision, with what is not in the graph now.
//
// yields: subject: MAP
// order: subject.index ASC
// key: subject.index
UNWIND range(0, size(this.ends) - 1) AS index
WITH index, this.ends[index] AS id, this.id AS decision
OPTIONAL MATCH (entity:Entity)
WHERE entity.id = id
OPTIONAL MATCH (video:Video)
WHERE video.id = id
OPTIONAL MATCH (merged:Decision)
WHERE merged.mergedId = id
OPTIONAL MATCH (made:Decision)
WHERE made.id = decision AND made.entityId = id
OPTIONAL MATCH (told:Decision)
WHERE told.id = decision AND coalesce(told.videoId, told.ends[0]) = id
CALL (id) {
  OPTIONAL MATCH (decided:DecidedName)
  WHERE decided.entityId = id
  WITH decided
  ORDER BY decided.key
  RETURN head(collect(decided)) AS decided
}
WITH {
  index: index,
  id: id,
  slug: coalesce(made.slug, merged.slug, entity.slug, video.slug, decided.slug),
  name: coalesce(made.name, merged.name, entity.name, video.title, decided.name, told.title),
  kind: coalesce(made.kind, merged.kind, entity.kind, decided.kind),
  inGraph: entity IS NOT NULL OR video IS NOT NULL
} AS subject
