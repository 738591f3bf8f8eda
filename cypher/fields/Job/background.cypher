// Whether it waits for jobs that somebody waits for.
//
// value: this.priority > 0
