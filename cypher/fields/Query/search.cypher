// Hits of a full-text search, best first.
//
// look: hits
// arms: Entity, Topic, Video, ChapterHit, SummaryHit, Segment
