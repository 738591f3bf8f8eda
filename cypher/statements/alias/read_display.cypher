// The shown form of aliases, and how many videos use them.
// mode: read
// parameters: ids
// columns: id, name, videos
UNWIND $ids AS id
MATCH (alias:Alias {key: id})
RETURN id, alias.name AS name, COUNT { (alias)<-[:GIVES_NAME]-() } AS videos
