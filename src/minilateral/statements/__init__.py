"""What statements say beside one another: sentences aligned, words compared, and what became stronger or weaker."""
