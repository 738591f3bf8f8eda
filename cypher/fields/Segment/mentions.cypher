// Entities that the segment names, in the order of the text.
//
// yields: mention: MENTIONS
// order: mention.startOffset, mention.endOffset
// key: endNode(mention).id
MATCH (this)-[mention:MENTIONS]->()
