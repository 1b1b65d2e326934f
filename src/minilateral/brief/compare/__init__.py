"""All groups side by side: the same headline numbers of each, with coverage, and never ranked.

Takes casebooks; gives one value (`parts.SideBySide`), which rows, a page and data are made of. `headlines` says which
numbers are shown.
"""
