// Ends the following of a feed, with what is known of its episodes. No row if there is none.
// mode: write
// parameters: id
// columns: id
MATCH (follow:Follow {id: $id})
SET follow._lock = 1
WITH follow, follow.id AS id
CALL (id) {
  MATCH (episode:Episode {followId: id})
  DELETE episode
}
DELETE follow
RETURN id
