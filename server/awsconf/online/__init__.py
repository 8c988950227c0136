"""What asks somebody else: AWS, a server for its time, the metadata service; never unbidden.

`identity` asks STS whose keys these are and whether a role can be assumed, by `sts`, which signs
and reads, and `transport`, which sends as botocore does; `skew` asks a server for its time in the
same way. `metadata` asks the service of an instance, by `plain`, which knows no proxy.

botocore is imported here alone, and only when a question is on its way.
"""
