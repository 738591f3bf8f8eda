// Whether it is a quote, word for word, of its segments.
//
// value: coalesce(this.verbatim, false)
