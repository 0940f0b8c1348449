"""Hostile bytes for everything that reads: what is refused is refused with an error of ours, and soon."""
