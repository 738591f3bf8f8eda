// The relationships between the entities of the slice, the one with the strongest evidence first.
//
// yields: link: MAP
// order: link.index ASC
// key: link.index
UNWIND this.links AS link
WITH link
