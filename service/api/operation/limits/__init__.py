"""What an operation may ask: the size of its document and its statements, and its cost."""
