// Link to the start of the segment.
//
// value video: replace(video.momentUrlTemplate, '{seconds}', toString(toInteger(this.startSeconds)))
// value: COLLECT { MATCH (this)<-[:HAS_SEGMENT]-(video:Video) RETURN replace(video.momentUrlTemplate, '{seconds}', toString(toInteger(this.startSeconds))) }[0]
