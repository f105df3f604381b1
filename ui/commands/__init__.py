"""What the menus do, a file for each menu. The table of the commands, with their words and keys, is `ui/actions.py`."""
