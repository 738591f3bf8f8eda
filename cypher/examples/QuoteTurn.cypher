// What the first speaker of a talk says first.
MATCH (video:Video {slug: 'videograph-lecun-leaves-meta'})-[:HAS_SEGMENT]->(segment:Segment {index: 0})-[:SPOKEN_BY]->(speaker:Speaker)
WITH {index: 0, speakerId: speaker.id, words: segment.text, startSeconds: segment.startSeconds} AS this LIMIT 1
