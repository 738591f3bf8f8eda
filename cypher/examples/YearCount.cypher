// A year with a count.
WITH {year: 2025, count: 3} AS this
