"""Answers for people: the terminal report."""
