// A place in the first segment of a talk.
MATCH (video:Video {slug: 'videograph-lecun-leaves-meta'})-[:HAS_SEGMENT]->(segment:Segment {index: 0})-[:SPOKEN_BY]->(speaker:Speaker)
WITH {
  videoId: video.id, speakerId: speaker.id, segmentIds: [segment.id], differences: [],
  turns: [{index: 0, speakerId: speaker.id, words: segment.text, startSeconds: segment.startSeconds}]
} AS this
LIMIT 1
