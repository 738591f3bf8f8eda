// All names that are valid in every talk, with their entities.
// mode: read
// parameters: none
// columns: key, name, id, entityName, kind, mentions, videos
MATCH (alias:Alias)-[:NAMES]->(entity:Entity)
WHERE alias.matchKey IS NOT NULL
RETURN alias.key AS key, alias.name AS name, entity.id AS id, entity.name AS entityName, entity.kind AS kind,
  entity.mentionCount AS mentions, entity.videoCount AS videos
