"""What a value may be: Regions, ARNs, commands, what each setting takes, where one is amiss."""
