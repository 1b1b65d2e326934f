"""What words mean, as dated tables, and the loaders that read them."""
