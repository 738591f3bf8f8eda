// How often a word is said in each year, and in which talks. Put phrases in double quotes.
:param words => '"package relay"';
CALL db.index.fulltext.queryNodes('segment_texts', $words) YIELD node AS segment
MATCH (segment)<-[:HAS_SEGMENT]-(video:Video)
WHERE video.publishedOn IS NOT NULL
WITH video.title AS title, video.publishedOn AS published, count(segment) AS segments
WITH title, segments, published.year AS year
ORDER BY year, segments DESC, title
RETURN year, sum(segments) AS segments, collect(title + ' (' + toString(segments) + ')') AS talks
ORDER BY year
