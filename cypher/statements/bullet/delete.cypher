// Deletes statements of summaries by id.
// mode: write
// parameters: ids
UNWIND $ids AS id
MATCH (bullet:SummaryBullet {id: id})
DETACH DELETE bullet
