// Deletes the video node. Its parts must be deleted before.
// mode: write
// parameters: id
MATCH (video:Video {id: $id})
DETACH DELETE video
