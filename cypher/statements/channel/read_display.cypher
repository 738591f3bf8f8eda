// The shown name and address of channels, and the authority of the videos that they are from.
// mode: read
// parameters: ids
// columns: id, name, nameFrom, url, urlFrom
UNWIND $ids AS id
MATCH (channel:Channel {id: id})
RETURN id, channel.name AS name, channel.nameFrom AS nameFrom, channel.url AS url, channel.urlFrom AS urlFrom
