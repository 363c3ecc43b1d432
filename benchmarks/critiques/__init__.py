"""Whether critiques and traits move suggestions where they say."""
