"""Laws: what holds for every text."""
