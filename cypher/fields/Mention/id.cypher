// The parts that identify a mention: entity, start offset, end offset, segment.
//
// value: 'mention:' + substring(endNode(this).id, size('entity:')) + '@' + toString(this.startOffset) + '-' + toString(this.endOffset) + '@' + substring(startNode(this).id, size('segment:'))
