// Deletes sections of summaries by id.
// mode: write
// parameters: ids
UNWIND $ids AS id
MATCH (section:SummarySection {id: id})
DETACH DELETE section
