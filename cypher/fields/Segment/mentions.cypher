// Entities that the segment's words name, in the order of the words.
//
// yields: mention: MENTIONS
// order: mention.startOffset, mention.endOffset
// key: endNode(mention).id
MATCH (this)-[mention:MENTIONS]->(:Entity)
