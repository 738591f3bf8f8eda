// A section of a summary by its id.
//
// yields: section: SummarySection
MATCH (section:SummarySection)
WHERE section.id IN $ids
