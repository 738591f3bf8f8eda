// The parts of the summary with headings, in order.
//
// yields: section: SummarySection
// order: section.index
MATCH (this)-[:HAS_SECTION]->(section:SummarySection)
