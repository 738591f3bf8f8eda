"""Files that clients send, such as transcripts to import: received, kept in storage for a day, found again by their owner.

`receive.py` takes a file in, `storage.py` keeps it, `records.py` has the nodes `Upload`, `expiry.py` deletes what is old.
Nothing that a client names is fetched or becomes a path.
"""
