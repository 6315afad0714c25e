"""Language model, signs of spinning, gate, channel."""
