// Corrects the counter of changes. What a gap had cannot be known, so cursors before it are refused as too old.
// mode: write
// parameters: rows: [{seq, expiredTo}]
UNWIND $rows AS row
MERGE (counter:ChangeCounter {id: 'changes'})
SET counter.seq = row.seq, counter.expiredTo = row.expiredTo, counter.expiredAt = datetime()
