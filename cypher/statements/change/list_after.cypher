// Changes between two numbers, the earliest first, each with the slug of its first video and the name and slug of its first entity, if the graph has them.
// mode: read
// parameters: after, latest, count
// columns: seq, at, kind, videoIds, entityIds, decisionIds, slug, name
MATCH (change:Change)
USING INDEX change:Change(seq) // `latest` is what this index has
WHERE change.seq > $after AND change.seq <= $latest
WITH change
ORDER BY change.seq
LIMIT $count
OPTIONAL MATCH (video:Video)
WHERE video.id = change.videoIds[0]
OPTIONAL MATCH (entity:Entity)
WHERE entity.id = change.entityIds[0]
RETURN change.seq AS seq, toString(change.at) AS at, change.kind AS kind, change.videoIds AS videoIds, change.entityIds AS entityIds,
  change.decisionIds AS decisionIds, coalesce(video.slug, entity.slug) AS slug, coalesce(video.title, entity.name) AS name
ORDER BY seq
