// Link to a moment of the video.
//
// value: replace(this.momentUrlTemplate, '{seconds}', toString(toInteger($seconds)))
