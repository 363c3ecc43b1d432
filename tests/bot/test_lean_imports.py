"""What a process that serves imports: nothing of what only training, pictures, web pages or the sandbox need."""

import subprocess
import sys

import pytest

HEAVY = ("pandas", "scipy", "lightfm", "matplotlib", "PIL", "starlette", "uvicorn", "bot.sandbox")


@pytest.mark.parametrize("module", ["bot.live", "bot.telegram.app", "recengine.datasets.title_parsing"])
def test_serving_imports_only_what_it_needs(module: str) -> None:
    program = f"import sys, {module}; print(*sorted(set(sys.modules) & set({HEAVY!r})))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
