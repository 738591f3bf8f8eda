// The file with its sound or picture; nothing where none is known.
//
// yields: media: MAP
WITH this WHERE this.mediaUrl IS NOT NULL
WITH {url: this.mediaUrl, mediaType: this.mediaType} AS media
