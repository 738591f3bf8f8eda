// Entities, videos, topics and channels whose names begin with the prefix, the best first.
//
// look: suggested
// arms: Entity, Topic, Video, Channel
