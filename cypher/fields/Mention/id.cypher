// The parts that tell a mention apart: entity, first and last place, segment.
//
// value: 'mention:' + substring(endNode(this).id, size('entity:')) + '@' + toString(this.startOffset) + '-' + toString(this.endOffset) + '@' + substring(startNode(this).id, size('segment:'))
