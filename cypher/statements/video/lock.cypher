// Takes the write locks of videos, in the order of the ids, and creates missing ones. Their data is read after that.
// mode: write
// parameters: ids
UNWIND $ids AS id
MERGE (video:Video {id: id})
SET video._lock = 1
REMOVE video._lock
