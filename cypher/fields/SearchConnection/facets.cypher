// Numbers of hits by kind, speaker, video, channel, topic and year.
//
// yields: facets: MAP
WITH $facets AS facets
