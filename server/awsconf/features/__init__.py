"""What an editor asks for, answered in the words of the core: no protocol, no positions."""
