// Entities, videos, topics and channels whose names begin with the prefix, the best first.
//
// yields: Entity, Topic, Video, Channel
// pre-query: suggested
