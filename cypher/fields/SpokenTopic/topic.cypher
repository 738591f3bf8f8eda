// The topic.
//
// yields: topic: Topic
WITH this.topic AS topic
