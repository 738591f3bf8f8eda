// Videos that must be imported again because a merge of their entities was undone.
// mode: read
// parameters: none
// columns: slug
MATCH (video:Video {contentHash: ''})
RETURN video.slug AS slug
ORDER BY slug
