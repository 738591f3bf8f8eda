// The shown form of aliases, and the authority of the videos that it is from; null if no video uses it.
// mode: read
// parameters: ids
// columns: id, name, nameFrom
UNWIND $ids AS id
MATCH (alias:Alias {key: id})
RETURN id, alias.name AS name, alias.nameFrom AS nameFrom
