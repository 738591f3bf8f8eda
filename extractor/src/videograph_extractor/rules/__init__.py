"""The rules, each for one way to state that two entities are connected; `connections.py` applies them in turn."""
