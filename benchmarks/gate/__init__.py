"""Whether the gate holds back what is bad, and lets through what is not."""
