"""Tests of the sample archive that comes with the program."""
