// Aliases with these keys, other spellings of them, and similar full names: the entities that they name, and for each authority the
// number of videos that use them, and in how many of these the kind was a guess.
// mode: read
// parameters: keys, matches, firsts, families
// columns: key, entityId, entityName, counts
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
RETURN alias.key AS key, entity.id AS entityId, entity.name AS entityName,
  COLLECT {
    MATCH (alias)<-[given:GIVES_NAME]-()
    WITH given.authority AS authority, count(*) AS videos, count(given.guessed) AS guesses
    RETURN {authority: authority, videos: videos, guesses: guesses}
  } AS counts
