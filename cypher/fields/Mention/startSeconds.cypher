// Second at which the name is said: the start of its segment.
//
// value: startNode(this).startSeconds
