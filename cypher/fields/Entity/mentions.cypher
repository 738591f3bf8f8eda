// Where the entity is named, latest video first, in playing order within one.
//
// yields: mention: MENTIONS, segment: Segment
// order: video.sortDate DESC, video.id ASC, segment.index ASC
// key: mention.startOffset, mention.endOffset
// use: MentionWhere
MATCH (this)<-[mention:MENTIONS]-(segment:Segment)<-[:HAS_SEGMENT]-(video:Video)
