// All spellings of topics in videos, each with the authority of the videos.
// mode: read
// parameters: ids
// columns: id, names
UNWIND $ids AS id
MATCH (:Topic {id: id})<-[discusses:DISCUSSES]-(:Video)
RETURN id, collect(DISTINCT {value: discusses.name, authority: discusses.authority}) AS names
