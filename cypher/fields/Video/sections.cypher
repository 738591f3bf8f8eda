// Headed parts of the summary, in order.
//
// yields: section: SummarySection
// order: section.index
MATCH (this)-[:HAS_SECTION]->(section:SummarySection)
