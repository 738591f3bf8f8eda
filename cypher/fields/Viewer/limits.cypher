// The client's limits.
//
// yields: limits: MAP
WITH this.limits AS limits
