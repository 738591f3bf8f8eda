// Sets the talks in whose place a talk came: citations of them lead to it.
// mode: write
// parameters: id, formerIds
MATCH (video:Video {id: $id})
SET video.formerIds = $formerIds
