// What became of the words of a citation.
//
// yields: quote: MAP
// pre-query: citation
WITH $quote AS quote
