"""What any front end may ask of a library, without Qt."""
