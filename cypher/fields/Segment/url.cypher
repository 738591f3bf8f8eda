// Link to the segment's first moment.
//
// value: COLLECT { MATCH (this)<-[:HAS_SEGMENT]-(video:Video) RETURN replace(video.momentUrlTemplate, '{seconds}', toString(toInteger(this.startSeconds))) }[0]
