// Entities, videos, topics and channels whose names begin with the prefix, the best first.
//
// pre-query: suggested
// members: Entity, Topic, Video, Channel
