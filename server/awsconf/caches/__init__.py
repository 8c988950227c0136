"""What AWS's tools keep beside the two files: temporary credentials, and logins.

A cache is evidence of when a copied token dies and of whose it is; nothing secret is kept of it.
"""
