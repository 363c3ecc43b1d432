"""What to ask newcomers: strategies against each other, with held-out people who answer what they rated."""
