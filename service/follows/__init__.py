"""Feeds that are followed: each new episode becomes a job once.

`store.py` keeps follows and episodes in the graph, `look.py` looks at a feed whose turn it is, `actions.py` is what clients ask for.
"""
