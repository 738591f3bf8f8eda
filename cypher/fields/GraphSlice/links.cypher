// The relationships between them, best borne out first.
//
// yields: link: MAP
// order: link.index ASC
// key: link.index
UNWIND this.links AS link
WITH link
