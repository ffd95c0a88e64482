"""What handlers do with what people told us."""
