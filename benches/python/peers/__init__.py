"""The peers, one in each file: the vendor's rules in the fastest form that the documentation of the peer shows."""
