"""Sign-in through IAM Identity Center: sessions, and the profiles that go through them."""
