// The audio or video file; null if unknown.
//
// yields: media: MAP
WITH this WHERE this.mediaUrl IS NOT NULL
WITH {url: this.mediaUrl, mediaType: this.mediaType} AS media
