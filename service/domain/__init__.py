"""What a talk is, whatever stores it: the VideoDocument, the kinds and types that it may use, and what its words must support."""
