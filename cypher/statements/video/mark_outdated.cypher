// Marks videos to be imported again, by emptying their content hash and source hash.
// mode: write
// parameters: ids
// columns: id, slug, title
UNWIND $ids AS id
MATCH (video:Video {id: id})
SET video.contentHash = ''
REMOVE video.sourceHash
RETURN id, video.slug AS slug, video.title AS title
ORDER BY id
