"""What is shown of an assessment, as data: selected, grouped and ordered; no words are made here that a printer
makes.
"""
