// Transcript segments of all videos, latest video first. Segments of one video are in playing order.
//
// yields: segment: Segment, video: Video
// order PUBLISHED_ON: video.sortDate DESC, video.id ASC, segment.index ASC
// key: segment.index
// use: SegmentWhere
// filter where.publishedOn: range video.sortDate where video.publishedOn IS NOT NULL
// start-from where.entities: related.mentionCount
// start-from where.topics: COUNT { (related)<-[:ABOUT]-() }
// start-from where.videos: COUNT { (related)-[:HAS_SEGMENT]->() }
// start-from where.channels: 1.0 * COUNT { (related)-[:PUBLISHED]->() } * COUNT { (:Segment) } / (COUNT { (:Video) } + 1)
// start-from where.voices: COUNT { (related)<-[:SPOKEN_BY]-() }
// scan 500: COUNT { (:Segment) }
// implies where.entities: ids (video)-[:FEATURES]->(related:Entity)
// implies where.channels: ids (video)<-[:PUBLISHED]-(related:Channel)
// implies where.topics: ids (video)-[:DISCUSSES]->(related:Topic)
MATCH (video:Video)-[:HAS_SEGMENT]->(segment:Segment)
