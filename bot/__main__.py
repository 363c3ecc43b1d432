"""`python -m bot` is the `matinee` command."""

from bot.cli import main

if __name__ == "__main__":
    main()
