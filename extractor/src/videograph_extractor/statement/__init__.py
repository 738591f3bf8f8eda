"""What every rule needs: where entities stand in sentences, what pronouns mean, what a sentence states, how sure it is."""
