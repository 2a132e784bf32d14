"""The commands of the command line, a module for each: its arguments, and what it prints."""
