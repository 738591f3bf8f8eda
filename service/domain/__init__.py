"""The data model of a talk, independent of storage: the VideoDocument, its kinds and types, and the checks against
its transcript."""
