"""Bulk exports of news databases: split into their stories, each with what the database says about it."""
