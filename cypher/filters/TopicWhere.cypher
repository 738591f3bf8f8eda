// Conditions on a topic.
//
// filter name: text topic.searchName
// filter videos: ids (topic)<-[:DISCUSSES]-(related:Video)
// filter entities: ids (topic)-[:COVERS]->(related:Entity)
