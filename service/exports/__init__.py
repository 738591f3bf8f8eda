"""The files in which talks and the graph leave: one list of formats, and a writer for each."""
