"""Turning a profile with a copied session token into one that never has to be edited again.

`offers` is what the editor and the rule propose by evidence alone; `asked` is what a person asked
for by name. Both hand out edits of the two files that only delete keys and never repeat them.
"""
