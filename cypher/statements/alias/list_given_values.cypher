// All spellings of aliases in videos.
// mode: read
// parameters: ids
// columns: id, names
UNWIND $ids AS id
MATCH (:Alias {key: id})<-[given:GIVES_NAME]-(:Video)
RETURN id, collect(DISTINCT given.name) AS names
