// The id and the owner of a follow, by its id or its feed's address. No row if there is none.
// mode: read
// parameters: reference
// columns: id, owner
CALL () {
  MATCH (follow:Follow {id: $reference})
  RETURN follow
  UNION
  MATCH (follow:Follow {url: $reference})
  RETURN follow
}
RETURN follow.id AS id, follow.owner AS owner
