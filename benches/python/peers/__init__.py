"""The peers, a file each: the rules of the vendor's pages, in the fastest form that the peer's documentation allows."""
