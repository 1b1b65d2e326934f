"""Claims about a group ("the first meeting since ...") and what the record says to them."""
