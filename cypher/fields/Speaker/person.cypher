// The person who speaks.
//
// yields: person: Person
MATCH (this)-[:IS]->(person:Person)
