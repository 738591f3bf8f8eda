// Link to the start of the quote.
//
// value video: replace(video.momentUrlTemplate, '{seconds}', toString(toInteger(this.startSeconds)))
// value: COLLECT { MATCH (this)-[:SAID_IN]->(:Segment)<-[:HAS_SEGMENT]-(video:Video) RETURN DISTINCT replace(video.momentUrlTemplate, '{seconds}', toString(toInteger(this.startSeconds))) }[0]
