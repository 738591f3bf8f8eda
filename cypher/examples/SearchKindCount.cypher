// A kind of hit with a count.
WITH {kind: 'TRANSCRIPT', count: 3} AS this
