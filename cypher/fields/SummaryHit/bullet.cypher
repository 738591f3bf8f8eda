// The bullet; null if the words are in the section's heading or the paragraph.
//
// yields: bullet: SummaryBullet
WITH this.bullet AS bullet
WHERE bullet IS NOT NULL
