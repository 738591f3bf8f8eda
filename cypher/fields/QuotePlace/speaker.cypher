// Who speaks at the place.
//
// yields: speaker: Speaker
MATCH (speaker:Speaker)
WHERE speaker.id = this.speakerId
