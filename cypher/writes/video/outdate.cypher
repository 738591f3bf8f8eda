// Says of videos that they are to be imported again: no document and no source is the same as what they have now.
// parameters: ids
// columns: id, slug, title
UNWIND $ids AS id
MATCH (video:Video {id: id})
SET video.contentHash = ''
REMOVE video.sourceHash
RETURN id, video.slug AS slug, video.title AS title
ORDER BY id
