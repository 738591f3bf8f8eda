// Changes the kind of an entity.
// mode: write
// parameters: id, label, kind
MATCH (entity:Entity {id: $id})
REMOVE entity:Person:Company:Concept:Product:Event
SET entity:$($label), entity.kind = $kind
