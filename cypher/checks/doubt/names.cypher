// All names that are good in every talk: what they stand for, how many videos give them, and for how many the kind is a guess.
// parameters: none
// columns: key, entity, name, videos, guesses
MATCH (alias:Alias)-[:NAMES]->(entity:Entity)
WHERE alias.matchKey IS NOT NULL
RETURN alias.key AS key, entity.id AS entity, entity.name AS name, COUNT { (alias)<-[:GIVES_NAME]-() } AS videos,
  COUNT { (alias)<-[:GIVES_NAME {guessed: true}]-() } AS guesses
