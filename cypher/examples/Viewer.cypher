// A viewer with limits.
WITH {kind: 'LOCAL', limits: {costPerOperation: 50000}} AS this
