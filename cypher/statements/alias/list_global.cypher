// All names that are valid in every talk: their entities, and for each authority the number of videos that use them, and in how many of
// these the kind is a guess.
// mode: read
// parameters: none
// columns: key, entity, name, counts
MATCH (alias:Alias)-[:NAMES]->(entity:Entity)
WHERE alias.matchKey IS NOT NULL
RETURN alias.key AS key, entity.id AS entity, entity.name AS name, COLLECT {
  MATCH (alias)<-[given:GIVES_NAME]-()
  WITH given.authority AS authority, count(*) AS videos, count(given.guessed) AS guesses
  RETURN {authority: authority, videos: videos, guesses: guesses}
} AS counts
