"""What comes from outside is made safe here, once: YAML, files, characters, names in addresses."""
