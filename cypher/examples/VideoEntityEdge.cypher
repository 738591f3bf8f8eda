// What a video says of one entity.
MATCH (:Video {id: 'video:videograph-lecun-leaves-meta'})-[this:FEATURES]->(:Entity)
WITH this LIMIT 1
