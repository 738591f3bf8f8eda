"""Common parts of rules: entities in sentences, pronouns, statements and their confidence."""
