// Parts of videos that have lost their video, and evidence that has lost an end or its segments.
// mode: read
// parameters: none
// columns: key, stored, expected
CALL () {
  MATCH (part:Segment)
  WHERE NOT EXISTS { (part)<-[:HAS_SEGMENT]-(:Video) }
  RETURN part
  UNION ALL
  MATCH (part:Speaker)
  WHERE NOT EXISTS { (part)<-[:HAS_SPEAKER]-(:Video) }
  RETURN part
  UNION ALL
  MATCH (part:Chapter)
  WHERE NOT EXISTS { (part)<-[:HAS_CHAPTER]-(:Video) }
  RETURN part
  UNION ALL
  MATCH (part:SummarySection)
  WHERE NOT EXISTS { (part)<-[:HAS_SECTION]-(:Video) }
  RETURN part
  UNION ALL
  MATCH (part:SummaryBullet)
  WHERE NOT EXISTS { (part)<-[:HAS_BULLET]-(:SummarySection) }
  RETURN part
  UNION ALL
  MATCH (part:Evidence)
  WHERE NOT EXISTS { (part)-[:SAID_IN]->(:Segment) }
    OR COUNT { (part)-[:SUBJECT]->(:Entity) } <> 1
    OR COUNT { (part)-[:OBJECT]->(:Entity) } <> 1
  RETURN part
}
RETURN {element: elementId(part)} AS key, [{labels: labels(part), id: part.id}] AS stored, [] AS expected
