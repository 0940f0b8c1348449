"""Benchmarks: the budgets of the library, as figures and ratios measured in one run. ``python -m benchmarks``."""
