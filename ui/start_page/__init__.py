"""What an empty program offers."""
