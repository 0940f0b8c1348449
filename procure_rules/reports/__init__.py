"""Printers: what is shown (see :mod:`procure_rules.views`) in the terminal and in calendar files."""
