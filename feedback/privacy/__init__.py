"""What happens with what people tell us, in easy words; the site's page on privacy is beside it."""
