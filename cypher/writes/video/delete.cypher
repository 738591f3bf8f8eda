// Deletes the video node; its parts are gone by then.
// parameters: id
MATCH (video:Video {id: $id})
DETACH DELETE video
