"""Who answers for a profile, through which chain, or with which error: one module an SDK."""
