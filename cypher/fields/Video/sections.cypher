// The parts of the summary with headings, in order.
//
// yields: section: SummarySection
// order: section.index
// within: video
MATCH (this)-[:HAS_SECTION]->(section:SummarySection)
