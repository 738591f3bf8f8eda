// Hits of a full-text search, best first.
//
// pre-query: hits
// members: Entity, Topic, Video, ChapterHit, SummaryHit, Segment
