"""Connections to addresses of others: feeds, transcripts and recordings that are fetched, and receivers of webhooks.

`address.py` decides where a connection may go, `request.py` makes one to an IP address that was checked, `fetch.py` reads an answer within
limits of size and time, from redirect to redirect. Nothing else in the program connects to an address that a client or a file names.
"""
