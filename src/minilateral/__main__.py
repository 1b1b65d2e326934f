"""`python -m minilateral` is the same as `minilateral`."""

from minilateral.cli import main

main()
