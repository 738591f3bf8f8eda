// Of segments that were imported before there was a search text. Their accents go when their video is next changed.
MATCH (segment:Segment)
WHERE segment.searchText IS NULL
SET segment.searchText = toLower(normalize(segment.text, NFKD));
