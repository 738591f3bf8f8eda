"""Common parts of extractors: tables of words, labels of speakers, keys of entities, co-mentions. Does not know the
graph."""
