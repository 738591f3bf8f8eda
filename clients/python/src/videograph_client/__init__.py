"""A typed client of a Videograph.

from videograph_client import connect

with connect("http://127.0.0.1:8000") as graph:
    for person in graph.pages(graph.entities, where={"kind": ["PERSON"]}):
        print(person.name, person.mention_count)
"""

from videograph_client.client import Progress, Videograph, connect
from videograph_client.errors import ImportFailed, Refused, VideographError
from videograph_client.pages import Pages

__all__ = ["ImportFailed", "Pages", "Progress", "Refused", "Videograph", "VideographError", "connect"]
