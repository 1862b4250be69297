"""Joins every row of the vendor's pages with its code, the vectors that prove it, and the reading that applies."""
