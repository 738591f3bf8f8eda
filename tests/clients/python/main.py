"""Asks for one talk with the generated client, and prints it in one line."""

import json
import sys

from client import Client, VideoLookup

with Client(url=sys.argv[1]) as client:
    video = client.talk(by=VideoLookup(slug="videograph-lecun-leaves-meta"), first=2).video
assert video is not None
names = [one.name for one in video.entities.nodes]
print(json.dumps({"title": video.title, "count": video.entities.total_count, "names": names}))
