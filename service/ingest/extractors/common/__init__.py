"""What more than one extractor needs: tables of words, labels of voices, keys of entities, co-mentions. Knows nothing of the graph."""
