"""What is named: names, terms and persons, one thing for all spellings of each, its kind, and which belong on the map."""
