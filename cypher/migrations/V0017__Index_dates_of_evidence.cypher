// What is said, newest first: one index has the day, type and connection of evidence, so that neither a day nor a type that is not
// asked for is read from the nodes.
CREATE INDEX evidence_sort_date IF NOT EXISTS
FOR (evidence:Evidence) ON (evidence.sortDate, evidence.type, evidence.relationshipId, evidence.id);
// A channel is looked up by its name or address.
CREATE INDEX channel_search_name IF NOT EXISTS FOR (channel:Channel) ON (channel.searchName);
CREATE INDEX channel_url IF NOT EXISTS FOR (channel:Channel) ON (channel.url);
