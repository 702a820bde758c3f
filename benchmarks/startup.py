"""What starting costs: `import wikibattle` and the command's first answers over bare Python.

    python benchmarks/startup.py [--rounds N]

Each is started in a process of its own, in turn, N rounds; the medians are printed in
milliseconds, with what each takes over a bare interpreter.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time

COMMANDS = {
    "bare Python": ("-c", "pass"),
    "import wikibattle": ("-c", "import wikibattle"),
    "import wikibattle and parse": ("-c", "import wikibattle; wikibattle.parse"),
    "wikibattle --version": ("-m", "wikibattle.cli.main", "--version"),
    "wikibattle --help": ("-m", "wikibattle.cli.main", "--help"),
}


def milliseconds(command: tuple[str, ...]) -> float:
    """How long a process of its own takes; `CalledProcessError` if it fails."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - start) * 1000


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--rounds", type=int, default=10)
    options = arguments.parse_args()
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(options.rounds):
        for name, command in COMMANDS.items():
            times[name].append(milliseconds(command))
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    for name, median in medians.items():
        print(f"{name:28} {median:7.1f} ms   {median - medians['bare Python']:+7.1f} ms")


if __name__ == "__main__":
    main()
