"""Tests of the exports of news databases."""
