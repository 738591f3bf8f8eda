// Entities, talks, topics and channels whose names begin with what has been typed, best first.
//
// look: suggested
// arms: Entity, Topic, Video, Channel
