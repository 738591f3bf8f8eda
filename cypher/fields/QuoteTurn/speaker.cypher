// Who says these words of a quote.
//
// yields: speaker: Speaker
MATCH (speaker:Speaker)
WHERE speaker.id = this.speakerId
