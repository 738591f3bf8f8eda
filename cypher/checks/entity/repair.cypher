// Corrects entities, and removes wrong labels of kinds.
// mode: write
// parameters: rows: [{id, label, kind, name, searchName, nameFrom, description, descriptionFrom, url, urlFrom, wikidata, wikidataFrom, mentionCount, videoCount, relationshipCount, firstMentionedOn, lastMentionedOn, sortDate}]
UNWIND $rows AS row
MATCH (entity:Entity {id: row.id})
REMOVE entity:Person:Company:Concept:Product:Event
SET entity:$(row.label),
    entity.kind = row.kind,
    entity.name = row.name,
    entity.searchName = row.searchName,
    entity.nameFrom = row.nameFrom,
    entity.description = row.description,
    entity.descriptionFrom = row.descriptionFrom,
    entity.url = row.url,
    entity.urlFrom = row.urlFrom,
    entity.wikidata = row.wikidata,
    entity.wikidataFrom = row.wikidataFrom,
    entity.mentionCount = row.mentionCount,
    entity.videoCount = row.videoCount,
    entity.relationshipCount = row.relationshipCount,
    entity.firstMentionedOn = date(row.firstMentionedOn),
    entity.lastMentionedOn = date(row.lastMentionedOn),
    entity.sortDate = date(row.sortDate)
