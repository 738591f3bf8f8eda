// The result of a mutation.
WITH {count: 1, jobIds: ['job:none']} AS this
