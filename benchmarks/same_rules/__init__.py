"""Some shipped rules, from facts to verdicts, answered three ways: by the library, by plain Python and by zen-engine."""
