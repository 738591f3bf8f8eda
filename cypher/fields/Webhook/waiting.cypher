// How many changes it is behind.
//
// value: coalesce(head(COLLECT { MATCH (counter:ChangeCounter {id: 'changes'}) RETURN counter.seq }), 0) - this.cursor
