// The shown name of channels.
// mode: read
// parameters: ids
// columns: id, name, url
UNWIND $ids AS id
MATCH (channel:Channel {id: id})
RETURN id, channel.name AS name, channel.url AS url
