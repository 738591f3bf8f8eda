// The shown form of aliases.
// mode: read
// parameters: ids
// columns: id, name
UNWIND $ids AS id
MATCH (alias:Alias {key: id})
RETURN id, alias.name AS name
