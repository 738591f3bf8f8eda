// The audio or video file: at the address that the source names, or else the recording that this service has. Null if there is neither.
//
// yields: media: MAP
WITH this WHERE this.mediaUrl IS NOT NULL OR this.recordingType IS NOT NULL
WITH CASE
    WHEN this.mediaUrl IS NULL THEN {url: '/videos/' + this.slug + '/recording', mediaType: this.recordingType}
    ELSE {url: this.mediaUrl, mediaType: this.mediaType}
  END AS media
