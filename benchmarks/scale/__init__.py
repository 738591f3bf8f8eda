"""An archive of any size, made up from a seed, and what each kind of read costs on it."""
