"""The rules, each for one way of saying that two entities are connected; `connections.py` asks them in turn."""
