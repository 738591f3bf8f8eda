"""The video page through Videograph, and through what others would build it with."""
