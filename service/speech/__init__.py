"""Speech to text: a recording in, its words with their times out. Nothing here knows transcripts, documents or the graph.

`media_types` says what a file is by its first bytes, `sound` decodes it in pieces, `models` finds the model, `recognizer` runs it, `kept_pieces`
keeps what was heard, and `recognition` has the entry point. All of it needs the extra `speech`, and is meant for a process that may be killed: a
recording can be anything.
"""
