// One topic by its id, slug or name.
//
// yields: topic: Topic
// filter by.id: topic.id = $id
// filter by.slug: topic.slug = $slug
// filter by.name: normalised topic.searchName = $name
// order: topic.videoCount DESC
MATCH (topic:Topic)
