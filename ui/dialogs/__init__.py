"""The dialogs. Each asks for one thing and gives it back."""
