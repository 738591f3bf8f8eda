// How many hits there are of each kind, speaker, video, channel, topic and year, as they have been counted.
//
// yields: facets: MAP
WITH $facets AS facets
