// One channel by its id, slug, name or address. If several have the name or address, the one whose name sorts first.
//
// yields: channel: Channel
// filter by.id: channel.id = $id
// filter by.slug: channel.slug = $slug
// filter by.name: normalised channel.searchName = $name
// filter by.url: channel.url = $url
// order: channel.name ASC
MATCH (channel:Channel)
