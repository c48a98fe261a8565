"""Writes the parts of the documentation that follow from the program, and runs the commands that it shows."""
