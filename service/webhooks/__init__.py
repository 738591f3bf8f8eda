"""Webhooks: each change is sent to the addresses that the operator has named, in order and at least once.

`store.py` keeps them in the graph, `signature.py` signs, `address.py` decides where a request may go, `post.py` sends one, `sender.py` works through
the changes.
"""
