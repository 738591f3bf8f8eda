// Whose voice it is.
//
// yields: person: Person
MATCH (this)-[:IS]->(person:Person)
