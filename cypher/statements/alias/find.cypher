// Aliases with these keys, other spellings of them, and similar full names: their support, and the entities that they name, with the item of
// Wikidata and how many videos give it: one, or for the entities `identified`, to which a present version of a video gives it, up to two; of a
// decision, two.
// mode: read
// parameters: keys, matches, firsts, families, identified
// columns: key, entityId, entityName, item, identified, support
CALL () {
  UNWIND $keys AS key
  MATCH (alias:Alias {key: key})
  RETURN alias
  UNION
  UNWIND $matches AS match
  MATCH (alias:Alias {matchKey: match})
  RETURN alias
  UNION
  UNWIND $firsts AS first
  MATCH (alias:Alias {firstKey: first})
  RETURN alias
  UNION
  UNWIND $families AS family
  MATCH (alias:Alias {familyKey: family})
  RETURN alias
}
MATCH (alias)-[:NAMES]->(entity:Entity)
RETURN alias.key AS key, entity.id AS entityId, entity.name AS entityName, entity.wikidata AS item,
  CASE
    WHEN entity.wikidata IS NULL THEN 0
    WHEN entity.wikidataFrom = 'DECISION' THEN 2
    WHEN NOT entity.id IN $identified THEN 1
    ELSE COUNT {
      MATCH (entity)<-[features:FEATURES]-()
      WHERE features.wikidata = entity.wikidata
      RETURN features
      LIMIT 2
    }
  END AS identified,
  alias.support AS support
