// Segments about the topic, latest video first. Segments of one video are in playing order.
//
// yields: segment: Segment, video: Video
// order PUBLISHED_ON: video.sortDate DESC, video.id ASC, segment.index ASC
// key: segment.index
// use: SegmentWhere
// filter where.publishedOn: range video.sortDate where video.publishedOn IS NOT NULL
// scan 500: COUNT { (:Segment) }
// total: COUNT { (this)<-[:ABOUT]-() }
MATCH (this)<-[:ABOUT]-(segment:Segment)<-[:HAS_SEGMENT]-(video:Video)
// when scan=video:
MATCH (this)<-[:DISCUSSES]-(video:Video)
WITH this, video
MATCH (video)-[:HAS_SEGMENT]->(segment:Segment)
WHERE EXISTS { (segment)-[:ABOUT]->(this) }
