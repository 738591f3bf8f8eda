// A bullet of a summary that a search found.
MATCH (video:Video {id: 'video:videograph-lecun-leaves-meta'})-[:HAS_SECTION]->(section:SummarySection)-[:HAS_BULLET]->(bullet)
WITH {video: video, section: section, bullet: bullet} AS this LIMIT 1
