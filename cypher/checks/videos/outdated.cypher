// Videos that are to be imported again, since a merge that they speak of was taken back.
// parameters: none
// columns: slug
MATCH (video:Video {contentHash: ''})
RETURN video.slug AS slug
ORDER BY slug
