"""What is wrong with sections as such, and how they could be mended: headers, names, sessions."""
