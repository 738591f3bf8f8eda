// All names that are valid in every talk: their entities, the number of videos that use them, and in how many of these the kind is a guess.
// mode: read
// parameters: none
// columns: key, entity, name, videos, guesses
MATCH (alias:Alias)-[:NAMES]->(entity:Entity)
WHERE alias.matchKey IS NOT NULL
RETURN alias.key AS key, entity.id AS entity, entity.name AS name, COUNT { (alias)<-[:GIVES_NAME]-() } AS videos,
  COUNT { (alias)<-[:GIVES_NAME {guessed: true}]-() } AS guesses
