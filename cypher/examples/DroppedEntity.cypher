// The result of a mutation, with a decision that the demo does not have.
WITH {decisionIds: ['decision:none']} AS this
