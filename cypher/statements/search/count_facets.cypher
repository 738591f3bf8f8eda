// Numbers of hits by kind, speaker, video, channel, topic and year, each with its sort key.
// Entities, topics and videos are given by their ids. Chapters, summaries and segments are found here, the best `limit` of each, because to read and send their ids would cost as much as to count them. All but entities and topics have one place, so the hits of a talk are counted before what is around it is read.
// Of the entities and topics, the first `places` talks and moments are read, and a value counts once for each of them. If `talks` is false, their talks follow from their moments.
// Of each facet, only the values that can be among the `largest` are returned, unsorted. (Each subquery imports a value of one before, because independent ones would be a Cartesian product.)
// mode: read
// parameters: asked, limit, places, largest
// columns: kinds, facets, truncated
CALL () {
  CALL () {
    UNWIND $asked.hits.VIDEO AS id
    MATCH (video:Video)
    WHERE video.id = id
    RETURN 'VIDEO' AS kind, video
    UNION ALL
    WITH 1 AS one
    WHERE 'CHAPTER' IN $asked.scopes AND $asked.prose <> ''
    CALL db.index.fulltext.queryNodes('chapter_titles', $asked.prose, {limit: $limit}) YIELD node AS chapter
    WHERE all(sign IN $asked.signs WHERE chapter.searchTitle CONTAINS sign)
    WITH chapter
    WHERE $asked.keys IS NULL OR split(substring(chapter.id, size(split(chapter.id, ':')[0]) + 1), '#')[0] IN $asked.keys
    MATCH (chapter)<-[:HAS_CHAPTER]-(video)
    WITH video, video AS place
    WHERE true /* place */
    RETURN 'CHAPTER' AS kind, video
    LIMIT $limit
    UNION ALL
    WITH 1 AS one
    WHERE 'SUMMARY' IN $asked.scopes AND $asked.prose <> ''
    CALL db.index.fulltext.queryNodes('summary_texts', $asked.prose, {limit: $limit}) YIELD node AS part
    WHERE all(sign IN $asked.signs WHERE coalesce(part.searchSummary, part.searchHeading, part.searchText) CONTAINS sign)
    WITH part
    WHERE $asked.keys IS NULL OR split(substring(part.id, size(split(part.id, ':')[0]) + 1), '#')[0] IN $asked.keys
    MATCH (part)<-[:HAS_SECTION|HAS_BULLET*0..2]-(video:Video)
    WITH video, video AS place
    WHERE true /* place */
    RETURN 'SUMMARY' AS kind, video
    LIMIT $limit
  }
  WITH kind, video, count(*) AS hits
  RETURN collect([kind, video, hits]) AS parts
}
CALL (parts) {
  WITH 1 AS one
  WHERE 'TRANSCRIPT' IN $asked.scopes AND $asked.prose <> ''
  CALL db.index.fulltext.queryNodes('segment_texts', $asked.prose, {limit: $limit}) YIELD node AS place
  WHERE all(sign IN $asked.signs WHERE place.searchText CONTAINS sign)
  WITH place
  WHERE $asked.keys IS NULL OR split(substring(place.id, size(split(place.id, ':')[0]) + 1), '#')[0] IN $asked.keys
  WITH place
  MATCH (place)<-[:HAS_SEGMENT]-(video:Video) /* for conditions */
  WHERE true /* place */
  WITH place
  LIMIT $limit
  RETURN collect(place) AS segments
}
CALL (parts) {
  UNWIND parts AS part
  WITH part[0] AS kind, sum(part[2]) AS hits
  RETURN collect([kind, hits]) AS kinds
}
CALL (parts) {
  UNWIND parts AS part
  WITH part[1] AS video, sum(part[2]) AS hits
  RETURN collect([video, hits]) AS talks
}
CALL (segments) {
  UNWIND CASE WHEN size($asked.wanted) > 0 THEN segments ELSE [] END AS place
  MATCH (place)-[:HAS_SEGMENT|SPOKEN_BY|ABOUT]-(near)
  WITH near, count(*) AS hits
  RETURN collect([near, hits]) AS around
}
CALL (segments) {
  CALL () {
    UNWIND $asked.hits.TOPIC AS id
    MATCH (topic:Topic)
    WHERE topic.id = id AND $asked.talks
    MATCH (topic)<-[:DISCUSSES]-(video)
    WITH id, video, video AS place
    WHERE true /* place */
    RETURN id AS hit, video
    UNION ALL
    UNWIND $asked.hits.ENTITY AS id
    MATCH (entity:Entity)
    WHERE entity.id = id AND $asked.talks
    MATCH (entity)<-[:FEATURES]-(video)
    WITH id, video, video AS place
    WHERE true /* place */
    RETURN id AS hit, video
  }
  WITH hit, video
  LIMIT $places
  RETURN collect([hit, video]) AS talked
}
CALL (talked) {
  CALL () {
    UNWIND $asked.hits.TOPIC AS id
    MATCH (topic:Topic)
    WHERE topic.id = id AND $asked.moments
    MATCH (topic)<-[:ABOUT]-(place)
    WITH id, place
    MATCH (place)<-[:HAS_SEGMENT]-(video:Video) /* for conditions */
    WHERE true /* place */
    RETURN id AS hit, place
    UNION ALL
    UNWIND $asked.hits.ENTITY AS id
    MATCH (entity:Entity)
    WHERE entity.id = id AND $asked.moments
    MATCH (entity)<-[:MENTIONS]-(place)
    WITH id, place
    MATCH (place)<-[:HAS_SEGMENT]-(video:Video) /* for conditions */
    WHERE true /* place */
    RETURN id AS hit, place
  }
  WITH hit, place
  LIMIT $places
  RETURN collect([hit, place]) AS moments
}
CALL (moments) {
  UNWIND moments AS one
  WITH one[0] AS hit, one[1] AS place
  MATCH (place)-[:HAS_SEGMENT|SPOKEN_BY|ABOUT]-(near)
  WITH DISTINCT hit, near
  RETURN collect([hit, near]) AS nears
}
CALL (talked, nears) {
  UNWIND CASE WHEN $asked.talks THEN talked ELSE nears END AS one
  WITH one[0] AS hit, one[1] AS video
  WHERE video:Video
  RETURN collect([hit, video]) AS features
}
CALL (talks, around) {
  UNWIND talks + around AS one
  WITH one[0] AS video, one[1] AS hits
  WHERE video:Video
  WITH video, sum(hits) AS hits
  RETURN collect([video, hits]) AS shown
}
CALL (talks, around, nears) {
  CALL (talks, around, nears) {
    UNWIND talks AS one
    WITH one[0] AS video, one[1] AS hits
    WHERE 'speakers' IN $asked.wanted
    MATCH (video)-[:HAS_SPEAKER]->(speaker)
    MATCH (speaker)-[:IS]->(person)
    WITH DISTINCT video, hits, person
    RETURN person, hits
    UNION ALL
    UNWIND around AS one
    WITH one[0] AS speaker, one[1] AS hits
    WHERE speaker:Speaker AND 'speakers' IN $asked.wanted
    MATCH (speaker)-[:IS]->(person)
    RETURN person, hits
    UNION ALL
    UNWIND nears AS one
    WITH one[0] AS hit, one[1] AS speaker
    WHERE speaker:Speaker AND 'speakers' IN $asked.wanted
    MATCH (speaker)-[:IS]->(person)
    WITH DISTINCT hit, person
    RETURN person, 1 AS hits
  }
  WITH person, sum(hits) AS hits
  RETURN collect([person, hits]) AS speakers
}
CALL (talks, around, nears) {
  CALL (talks, around, nears) {
    UNWIND talks AS one
    WITH one[0] AS video, one[1] AS hits
    WHERE 'topics' IN $asked.wanted
    MATCH (video)-[:DISCUSSES]->(topic)
    RETURN topic, hits
    UNION ALL
    UNWIND around + [one IN nears | [one[1], 1]] AS one
    WITH one[0] AS topic, one[1] AS hits
    WHERE topic:Topic AND 'topics' IN $asked.wanted
    RETURN topic, hits
  }
  WITH topic, sum(hits) AS hits
  RETURN collect([topic, hits]) AS topics
}
CALL (shown, features) {
  UNWIND shown + [one IN features | [one[1], 1]] AS one
  WITH one[0] AS video, one[1] AS hits
  WHERE 'videos' IN $asked.wanted
  WITH video, sum(hits) AS hits
  RETURN collect([video, hits]) AS videos
}
CALL (shown, features) {
  CALL (shown, features) {
    UNWIND shown AS one
    WITH one[0] AS video, one[1] AS hits
    WHERE 'channels' IN $asked.wanted
    MATCH (video)<-[:PUBLISHED]-(channel)
    RETURN channel, hits
    UNION ALL
    UNWIND features AS one
    WITH one[0] AS hit, one[1] AS video
    WHERE 'channels' IN $asked.wanted
    MATCH (video)<-[:PUBLISHED]-(channel)
    WITH DISTINCT hit, channel
    RETURN channel, 1 AS hits
  }
  WITH channel, sum(hits) AS hits
  RETURN collect([channel, hits]) AS channels
}
CALL (shown, features) {
  CALL (shown, features) {
    UNWIND shown AS one
    WITH one[0].publishedOn.year AS year, one[1] AS hits
    WHERE 'years' IN $asked.wanted
    RETURN year, hits
    UNION ALL
    UNWIND features AS one
    WITH DISTINCT one[0] AS hit, one[1].publishedOn.year AS year
    WHERE 'years' IN $asked.wanted
    RETURN year, 1 AS hits
  }
  WITH year, sum(hits) AS hits
  WHERE year IS NOT NULL
  RETURN collect([year, hits, -year]) AS years
}
CALL (speakers, videos, channels, topics) {
  UNWIND [['speakers', speakers], ['videos', videos], ['channels', channels], ['topics', topics]] AS facet
  CALL (facet) {
    UNWIND facet[1] AS one
    WITH one
    ORDER BY one[1] DESC
    RETURN collect(one) AS ranked
  }
  WITH facet[0] AS name, ranked, coalesce(ranked[$largest - 1][1], 0) AS least
  RETURN collect([name, [one IN ranked WHERE one[1] >= least |
    [one[0].id, one[1], coalesce(one[0].searchTitle, CASE name WHEN 'channels' THEN one[0].name ELSE one[0].searchName END)]]]) AS facets
}
RETURN kinds + [['TRANSCRIPT', size(segments)]] AS kinds, facets + [['years', years]] AS facets, size(talked) = $places OR size(moments) = $places AS truncated
