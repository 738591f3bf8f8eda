// Conditions on a job.
//
// filter state: job.state IN $state
