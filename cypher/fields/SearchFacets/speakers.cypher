// Hits by speaker, the most frequent first.
//
// yields: found: MAP
// order: found.index ASC
// key: found.index
UNWIND this.speakers[..$first] AS counted
MATCH (person:Person)
WHERE person.id = counted.id
WITH {index: counted.index, count: counted.count, person: person} AS found
