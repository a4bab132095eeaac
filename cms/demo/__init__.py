"""A believable slice of the movement, invented, the same at each run, to try the site on.

It lives on Wednesday 20 February 2019, with 14 months of work behind it and 22 months of plans ahead.
"""
