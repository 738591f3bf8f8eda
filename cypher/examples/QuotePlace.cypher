// A place in the first segment of a talk.
MATCH (video:Video {slug: 'videograph-lecun-leaves-meta'})-[:HAS_SEGMENT]->(segment:Segment {index: 0})-[:SPOKEN_BY]->(speaker:Speaker)
WITH {videoId: video.id, speakerId: speaker.id, segmentIds: [segment.id], differences: []} AS this LIMIT 1
