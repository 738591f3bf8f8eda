// The texts of hits by their ids, the most telling first.
// parameters: ids
// columns: texts
CALL () {
  UNWIND $ids.titles AS id
  MATCH (video:Video {id: id})
  RETURN 'VIDEO' AS scope, id, [video.title, video.description] AS texts
  UNION ALL
  UNWIND $ids.entities AS id
  MATCH (entity:Entity {id: id})
  RETURN 'ENTITY' AS scope, id, [entity.name, entity.description] AS texts
  UNION ALL
  UNWIND $ids.topics AS id
  MATCH (topic:Topic {id: id})
  RETURN 'TOPIC' AS scope, id, [topic.name] AS texts
  UNION ALL
  UNWIND $ids.chapters AS id
  MATCH (chapter:Chapter {id: id})
  RETURN 'CHAPTER' AS scope, id, [chapter.title] AS texts
  UNION ALL
  UNWIND $ids.summaries AS id
  MATCH (video:Video {id: id})
  RETURN 'SUMMARY' AS scope, id, [video.summary] AS texts
  UNION ALL
  UNWIND $ids.sections AS id
  MATCH (section:SummarySection {id: id})
  RETURN 'SUMMARY' AS scope, id, [section.heading] AS texts
  UNION ALL
  UNWIND $ids.bullets AS id
  MATCH (bullet:SummaryBullet {id: id})
  RETURN 'SUMMARY' AS scope, id, [bullet.text] AS texts
  UNION ALL
  UNWIND $ids.segments AS id
  MATCH (segment:Segment {id: id})
  RETURN 'TRANSCRIPT' AS scope, id, [segment.text] AS texts
}
RETURN collect([scope, id, texts]) AS texts
