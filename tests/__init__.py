"""Tests, mirroring the packages of the program."""
