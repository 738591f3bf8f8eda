// Things that several entities use or are based on, and which entities.
MATCH (user:Entity)-[relationship:USES|BASED_ON]->(thing:Entity)
WITH thing, user ORDER BY user.name
WITH thing, collect(DISTINCT user.name) AS users
WHERE size(users) > 1
RETURN thing.name AS thing, thing.kind AS kind, size(users) AS number, users
ORDER BY number DESC, thing
LIMIT 25
