"""The whole program: real window, real worker, real store and search, in a temporary folder."""
