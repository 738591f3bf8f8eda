// Transcript segments of all videos, latest video first, in playing order within one.
//
// yields: segment: Segment, video: Video
// order: video.sortDate DESC, video.id ASC, segment.index ASC
// key: segment.index
// use: SegmentWhere
// lead where.entities: related.mentionCount
// lead where.topics: COUNT { (related)<-[:ABOUT]-() }
// lead where.videos: COUNT { (related)-[:HAS_SEGMENT]->() }
// browse 500: COUNT { (:Segment) }
// implies where.entities: ids (video)-[:FEATURES]->(related:Entity)
// implies where.topics: ids (video)-[:DISCUSSES]->(related:Topic)
MATCH (video:Video)-[:HAS_SEGMENT]->(segment:Segment)
