"""Sections under a header that the SDKs pass over."""
