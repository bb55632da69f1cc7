"""Many offices (section 7): network.yml, what the members published, and how the network stands."""
