// One video by its id, slug or address.
//
// yields: video: Video
// version: revision
// filter by.id: video.id = $id
// filter by.slug: video.slug = $slug
// filter by.url: video.url = $url
MATCH (video:Video)
