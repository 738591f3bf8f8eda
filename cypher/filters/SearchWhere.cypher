// Conditions on the place of a hit. `video` is its video. `place` is the segment; if the hit is not a segment, the video.
//
// filter videos.any: video.id IN $any
// filter videos.all: all(id IN $all WHERE id = video.id)
// filter videos.none: NOT video.id IN $none
// filter channels: ids (video)<-[:PUBLISHED]-(related:Channel)
// filter speakers: ids (place)-[:SPOKEN_BY|HAS_SPEAKER]->(:Speaker)-[:IS]->(related:Entity)
// filter topics: ids (place)-[:ABOUT|DISCUSSES]->(related:Topic)
// filter publishedOn: range video.publishedOn
