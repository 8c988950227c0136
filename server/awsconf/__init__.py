"""Language server and linter for the AWS shared config and credentials files."""

__version__ = "0.1.0"
