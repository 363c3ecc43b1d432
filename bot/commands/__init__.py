"""What each `matinee` command does; imported only when it is called."""
