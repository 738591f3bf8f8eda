// Hits of a full-text search, best first.
//
// yields: Entity, Topic, Video, ChapterHit, SummaryHit, Segment
// pre-query: hits
