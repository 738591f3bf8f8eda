// The section; null if the words are in the paragraph.
//
// yields: section: SummarySection
WITH this.section AS section
WHERE section IS NOT NULL
