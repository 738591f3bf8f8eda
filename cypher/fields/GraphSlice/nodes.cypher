// The entities of the slice, nearest first, then the most mentioned.
//
// yields: node: MAP
// order: node.index ASC
// key: node.index
UNWIND this.nodes AS node
WITH node
