// The number of quotes that support a connection.
// mode: read
// parameters: relationship
// columns: count
MATCH (evidence:Evidence {relationshipId: $relationship})
RETURN count(evidence) AS count
