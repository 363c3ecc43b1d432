"""The invariants attacked: each measure prints what it found beside what was asked."""
