"""What is known of a talk beside its words: sidecars, manifests, feeds, chapters."""
