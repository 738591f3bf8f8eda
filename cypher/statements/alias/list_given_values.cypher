// All spellings of aliases in videos, each with the authority of the videos.
// mode: read
// parameters: ids
// columns: id, names
UNWIND $ids AS id
MATCH (:Alias {key: id})<-[given:GIVES_NAME]-(:Video)
RETURN id, collect(DISTINCT {value: given.name, authority: given.authority}) AS names
