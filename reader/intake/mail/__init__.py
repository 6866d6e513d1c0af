"""Mails: single ones, mailboxes and Outlook's, to the stories, attached files and links in them."""
