"""A second implementation of the checks of request bodies and path parameters: small, plain and slow.

It was written from the specification and the vendor's pages without a look at the product's code, so that a mistake in
one of the two shows as a disagreement: `python -m tests.reference.differential`. It uses nothing of the product.
"""
