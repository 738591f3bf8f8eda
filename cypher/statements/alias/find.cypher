// Aliases with these keys, other spellings of them, and similar full names: the entities that they name, with the item of Wikidata and how
// many videos give it (up to two; of a decision, two), and for each authority the
// number of videos that use them, and in how many of these the kind was a guess.
// mode: read
// parameters: keys, matches, firsts, families
// columns: key, entityId, entityName, item, identified, counts
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
    ELSE COUNT {
      MATCH (entity)<-[features:FEATURES]-()
      WHERE features.wikidata = entity.wikidata
      RETURN features
      LIMIT 2
    }
  END AS identified,
  COLLECT {
    MATCH (alias)<-[given:GIVES_NAME]-()
    WITH given.authority AS authority, count(*) AS videos, count(given.guessed) AS guesses
    RETURN {authority: authority, videos: videos, guesses: guesses}
  } AS counts
