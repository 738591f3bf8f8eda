// Committed changes, the earliest first: those up to the number that the counter had when the read began.
//
// The counter is read before the statement. Its number is that of a committed change, and all smaller ones were committed before it. So
// no page skips a change that is committed later. It is read from the index in which the counter's number was looked up: another, such as that of
// the label, may get a change later.
//
// yields: change: Change
// order: change.seq ASC
// key number: change.seq
// use: ChangeWhere
// pre-query: changes
MATCH (change:Change)
USING INDEX change:Change(seq)
WHERE change.seq > $expired AND change.seq <= $latest
