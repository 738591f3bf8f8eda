"""What a reader sees of a talk first: chapters, their titles, topics, the summary and its bullets."""
