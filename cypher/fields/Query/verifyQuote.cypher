// Where quoted words were said, as a comparison with the transcripts found it.
//
// yields: quote: MAP
// pre-query: quote
WITH $quote AS quote
