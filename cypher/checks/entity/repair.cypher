// Corrects entities, and removes wrong labels of kinds.
// mode: write
// parameters: rows: [{id, label, kind, name, searchName, description, url, mentionCount, videoCount, relationshipCount, firstMentionedOn, lastMentionedOn, sortDate}]
UNWIND $rows AS row
MATCH (entity:Entity {id: row.id})
REMOVE entity:Person:Company:Concept:Product:Event
SET entity:$(row.label),
    entity.kind = row.kind,
    entity.name = row.name,
    entity.searchName = row.searchName,
    entity.description = row.description,
    entity.url = row.url,
    entity.mentionCount = row.mentionCount,
    entity.videoCount = row.videoCount,
    entity.relationshipCount = row.relationshipCount,
    entity.firstMentionedOn = date(row.firstMentionedOn),
    entity.lastMentionedOn = date(row.lastMentionedOn),
    entity.sortDate = date(row.sortDate)
