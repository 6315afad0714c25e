"""Quality signals, score and reasons."""
