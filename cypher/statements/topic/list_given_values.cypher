// All spellings of topics in videos.
// mode: read
// parameters: ids
// columns: id, names
UNWIND $ids AS id
MATCH (:Topic {id: id})<-[discusses:DISCUSSES]-(:Video)
RETURN id, collect(DISTINCT discusses.name) AS names
