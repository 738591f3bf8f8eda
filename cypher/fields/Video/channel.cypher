// Who published the video.
//
// yields: channel: Channel
MATCH (this)<-[:PUBLISHED]-(channel:Channel)
