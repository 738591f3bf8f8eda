// Numbers of hits by kind, speaker, video, channel, topic and year.
//
// yields: facets: MAP
// pre-query: facets
WITH $facets AS facets
