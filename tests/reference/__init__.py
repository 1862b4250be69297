"""A second implementation of the checks of request bodies and path parameters: small, plain and slow.

Its authors wrote it from the specification and the vendor's pages without reading the product's code, and it imports
nothing of the product. A mistake in one of the two shows as a disagreement: `python -m tests.reference.differential`.
"""
