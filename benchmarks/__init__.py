"""Speed, accuracy and harm: what is published is measured here."""
