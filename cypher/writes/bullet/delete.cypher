// Deletes statements of summaries by id.
// parameters: ids
UNWIND $ids AS id
MATCH (bullet:SummaryBullet {id: id})
DETACH DELETE bullet
