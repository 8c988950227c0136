"""Where the SDKs differ about the same lines, asked of their readers and chains."""
