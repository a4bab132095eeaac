"""Sheets as they arrive from villages: opened safely, read by their labels, asked about, then written.

A file goes ``files`` → ``headers`` and ``titles`` → the reader of its kind (``kinds``) → a ``Plan`` with one
verdict a row (``verdicts``) and its questions (``questions``) → ``services``, which keep answers and write.
A further kind of sheet is a further reader; nothing else knows what a column means.
"""
