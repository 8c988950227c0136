"""What asks somebody else: AWS, a server for its time, the metadata service; never unbidden.

botocore is imported here alone, and only when a question is on its way.
"""
