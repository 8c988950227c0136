"""Roles, the profiles that assume them, and where their credentials come from."""
