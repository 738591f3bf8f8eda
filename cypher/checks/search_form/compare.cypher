// Texts and their search forms, if these are not simply the text in lower case. Python computes the right form.
// mode: read
// parameters: none
// columns: element, id, key, text, stored
CALL () {
  MATCH (part:Video)
  UNWIND [
    ['searchTitle', part.title, part.searchTitle],
    ['searchDescription', part.description, part.searchDescription],
    ['searchSummary', part.summary, part.searchSummary]
  ] AS form
  RETURN part, form
  UNION ALL
  MATCH (:Video)-[:HAS_SEGMENT]->(part:Segment)
  RETURN part, ['searchText', part.text, part.searchText] AS form
  UNION ALL
  MATCH (:Video)-[:HAS_CHAPTER]->(part:Chapter)
  RETURN part, ['searchTitle', part.title, part.searchTitle] AS form
  UNION ALL
  MATCH (:Video)-[:HAS_SECTION]->(part:SummarySection)
  RETURN part, ['searchHeading', part.heading, part.searchHeading] AS form
  UNION ALL
  MATCH (:SummarySection)-[:HAS_BULLET]->(part:SummaryBullet)
  RETURN part, ['searchText', part.text, part.searchText] AS form
}
WITH part, form[0] AS key, form[1] AS text, form[2] AS stored
WHERE coalesce(stored, '') <> toLower(coalesce(text, '')) OR text =~ '(?s).*[^\\x00-\\x7F‘’“”–—].*'
RETURN elementId(part) AS element, part.id AS id, key, text, stored
