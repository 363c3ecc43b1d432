"""What the dial from safe to bold costs, and what it brings."""
