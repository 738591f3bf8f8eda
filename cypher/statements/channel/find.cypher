// The channels that an id, a slug or a name may mean.
// mode: read
// parameters: reference, searchName
// columns: id, name, url
MATCH (channel:Channel)
WHERE channel.id = $reference OR channel.slug = $reference OR channel.searchName = $searchName
RETURN channel.id AS id, channel.name AS name, channel.url AS url
ORDER BY channel.id <> $reference, channel.slug <> $reference, id
LIMIT 1
