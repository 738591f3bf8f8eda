// The result of a mutation.
WITH {decisionIds: ['decision:none']} AS this
