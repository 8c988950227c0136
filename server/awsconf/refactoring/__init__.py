"""Changes of form that a person asks for, and that leave every profile what it is to AWS.

Each is a function of a snapshot and a profile that hands out a plan or says why not; `registry`
holds them all, and `planning` lets nothing out that would change what an SDK makes of the files.
"""
