"""The outline of a talk: chapters, their titles, topics, the summary and its bullets."""
