"""Furniture: the lines of a scraped page that are not its article, told from the article's own lines."""
