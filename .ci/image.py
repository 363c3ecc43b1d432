"""Runs deploy/Dockerfile step by step in an empty Debian, where there is no Docker: `make check-image`, as root.

Each stage is a folder made by debootstrap, each RUN a command in it (chroot). At the end the sandbox is started there
and has to be well by the image's own HEALTHCHECK. What this does not show: the image's size, and the volumes.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
SUITES = {"13": "trixie"}
CERTIFICATES = Path("etc/ssl/certs/ca-certificates.crt")
START_SECONDS = 300


def instructions(dockerfile: str) -> Iterator[tuple[str, str]]:
    """Each instruction's name and the rest of it; lines that go on are joined, comments left out."""
    lines = "\n".join(line for line in dockerfile.splitlines() if not line.lstrip().startswith("#"))
    for line in lines.replace("\\\n", " ").splitlines():
        if line.strip():
            name, _, rest = line.strip().partition(" ")
            yield name.upper(), re.sub(r"\s+", " ", rest.strip())


class Image:
    """Stages as folders, the last one at work."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stages: dict[str, Path] = {}
        self._chroot = shutil.which("chroot") or "chroot"
        self.root = folder
        self.env = {key: value for key, value in os.environ.items() if key.startswith("PIP_")}
        self.user, self.workdir, self.health = "root", "/", [""]

    def step(self, name: str, rest: str) -> None:
        """Do one instruction; what only tells something to Docker is passed over."""
        print(f"{name} {rest}", flush=True)
        do = getattr(self, f"_{name.lower()}", None)
        if do is not None:
            do(rest)

    def run(self, *command: str, **options: object) -> "subprocess.Popen[str]":
        """A command in the stage, as its user, in its folder."""
        env = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND": "noninteractive", **self.env}
        inside = [self._chroot, f"--userspec={self.user}", str(self.root)]
        where = ["sh", "-c", f'cd {shlex.quote(self.workdir)} && exec "$@"', "sh"]
        return subprocess.Popen([*inside, *where, *command], env=env, text=True, **options)  # type: ignore[call-overload]

    def end(self) -> None:
        """Let go of what the stages hold of this machine."""
        for root in self._stages.values():
            for mount in ("proc", "dev"):
                subprocess.run(["umount", "--lazy", root / mount], check=False)

    def _from(self, rest: str) -> None:
        image, *name = re.split(r" as ", rest, flags=re.IGNORECASE)
        version = re.fullmatch(r"debian:(\d+)\.\d+-slim", image)
        if version is None:
            sys.exit(f"{image} is not a pinned Debian")
        self.root = self._folder / (name[0] if name else "image")
        subprocess.run(["cp", "--archive", self._base(SUITES[version[1]]), self.root], check=True)
        self._stages[self.root.name] = self.root
        self.user, self.workdir = "root", "/"
        for mount in ("proc", "dev"):
            subprocess.run(["mount", "--bind", f"/{mount}", self.root / mount], check=True)
        shutil.copy("/etc/resolv.conf", self.root / "etc/resolv.conf")

    def _base(self, suite: str) -> Path:
        base = self._folder / suite
        if not base.exists():
            subprocess.run(["debootstrap", "--variant=minbase", suite, base], check=True, stdout=subprocess.DEVNULL)
        return base

    def _run(self, rest: str) -> None:
        if self.run("sh", "-c", rest, stdout=subprocess.DEVNULL).wait():
            sys.exit("this step failed")
        ours = Path("/") / CERTIFICATES
        if ours.exists() and (self.root / CERTIFICATES).exists():
            shutil.copy(ours, self.root / CERTIFICATES)  # those of a network that looks into what passes

    def _copy(self, rest: str) -> None:
        source, *words = rest.split()
        stage = source.removeprefix("--from=") if source.startswith("--from=") else ""
        sources, target = ((words[:-1], words[-1])) if stage else ([source, *words[:-1]], words[-1])
        goal = self.root / self.workdir.lstrip("/") / target.lstrip("./")
        for each in sources:
            origin = (self._stages[stage] if stage else HERE) / each.lstrip("/")
            if origin.is_dir():
                shutil.copytree(origin, goal, symlinks=True, dirs_exist_ok=True)
            else:
                shutil.copy(origin, goal / origin.name if len(sources) > 1 else goal)

    def _workdir(self, rest: str) -> None:
        self.workdir = rest
        (self.root / rest.lstrip("/")).mkdir(parents=True, exist_ok=True)

    def _env(self, rest: str) -> None:
        self.env |= dict(pair.split("=", 1) for pair in shlex.split(rest))

    def _user(self, rest: str) -> None:
        self.user = rest

    def _healthcheck(self, rest: str) -> None:
        self.health = json.loads(rest[rest.index("CMD") + 3 :])


def well(image: Image) -> bool:
    """Whether the bot comes up in the image, by the image's own health check."""
    bot = image.run("matinee", "sandbox", "--port", "0")
    try:
        for _ in range(START_SECONDS):
            if bot.poll() is not None:
                return False
            if image.run(*image.health, stderr=subprocess.DEVNULL).wait() == 0:
                return True
            time.sleep(1)
        return False
    finally:
        bot.terminate()
        bot.wait()


def main() -> None:
    """Make the image, start the bot in it."""
    if os.geteuid() or shutil.which("debootstrap") is None:
        sys.exit("This needs root and debootstrap; with Docker: docker build --file deploy/Dockerfile .")
    folder = Path(tempfile.mkdtemp(prefix="matinee-image-"))
    image = Image(folder)
    try:
        for name, rest in instructions((HERE / "deploy/Dockerfile").read_text("utf-8")):
            image.step(name, rest)
        if not well(image):
            sys.exit("The bot did not come up in the image.")
        print("The image is built and the bot is well in it.")
    finally:
        image.end()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
