"""Whether suggestions work for people: sums of storage as rates, and how sure they are. No person is in it."""
