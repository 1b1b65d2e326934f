"""Minilateral: an evidenced record of small alliances."""
