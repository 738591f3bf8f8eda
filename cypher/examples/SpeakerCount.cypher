// A speaker with a count.
MATCH (person:Person {id: 'entity:c73a3e70abe52cee04fa'})
WITH {person: person, count: 3} AS this
