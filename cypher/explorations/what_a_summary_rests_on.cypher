// The statements of a summary, each with the moments and words that support it. Takes a part of the title.
:param piece => 'LeCun';
MATCH (video:Video)-[:HAS_SECTION]->(section:SummarySection)-[:HAS_BULLET]->(bullet:SummaryBullet)
WHERE video.searchTitle CONTAINS toLower($piece)
MATCH (bullet)-[:RESTS_ON]->(segment:Segment)
WITH section, bullet, segment ORDER BY segment.index
WITH section, bullet, collect(toInteger(segment.startSeconds)) AS seconds, collect(segment.text) AS words
RETURN section.heading AS heading, coalesce(bullet.symbol + ' ', '') + bullet.text AS statement, seconds, words
ORDER BY section.index, bullet.index
