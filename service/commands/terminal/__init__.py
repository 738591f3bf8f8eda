"""What all commands share: settings with options, errors as one line, how answers and progress are shown."""
