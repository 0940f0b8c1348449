"""Reports in the terminal, in the language asked for."""
