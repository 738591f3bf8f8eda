// All that videos say of entities.
// parameters: ids
// columns: id, names, descriptions, urls
UNWIND $ids AS id
MATCH (:Entity {id: id})<-[features:FEATURES]-(:Video)
RETURN id, collect(DISTINCT features.name) AS names, collect(DISTINCT features.description) AS descriptions,
  collect(DISTINCT features.url) AS urls
