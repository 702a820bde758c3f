"""What starting costs: `import wikibattle` and the command's first answers over bare Python.

    python benchmarks/startup.py [--rounds N]

Each is started in a process of its own, in turn, N rounds; the medians are printed in
milliseconds of processor time, with what each takes over a bare interpreter, then the goals.
Bytecode is at hand, as it is for an installed package: each ran once before.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile

from common import goal

PARSE = "import wikibattle; wikibattle.parse({text!r}, lang={lang!r}).model_dump_json()"
ENGLISH = "{{Infobox military conflict|conflict=A|date=5 May 1916|combatant1=B|strength1=300 men}} == C =="
CHINESE = "{{战争信息框|名称=甲之战|日期=1916年5月5日|参战方1=乙|兵力1=三百人}}"
COMMANDS = {
    "bare Python": ("-c", "pass"),
    "import wikibattle": ("-c", "import wikibattle"),
    "from wikibattle import parse": ("-c", "from wikibattle import parse"),
    "the first English battle": ("-c", PARSE.format(text=ENGLISH, lang="en")),
    "the first Chinese battle": ("-c", PARSE.format(text=CHINESE, lang="zh")),
    "wikibattle --version": ("-m", "wikibattle.cli.main", "--version"),
    "wikibattle --help": ("-m", "wikibattle.cli.main", "--help"),
}


def milliseconds(command: tuple[str, ...], bytecode: str) -> float:
    """How long a process of its own takes; `CalledProcessError` if it fails."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, *command],
        check=True,
        stdout=subprocess.DEVNULL,
        env={**environment, "PYTHONPYCACHEPREFIX": bytecode},
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime) * 1000


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--rounds", type=int, default=10)
    options = arguments.parse_args()
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    with tempfile.TemporaryDirectory() as bytecode:
        for _ in range(options.rounds + 1):
            for name, command in COMMANDS.items():
                times[name].append(milliseconds(command, bytecode))
    medians = {name: statistics.median(taken[1:]) for name, taken in times.items()}
    bare = medians["bare Python"]
    for name, median in medians.items():
        print(f"{name:28} {median:7.1f} ms   {median - bare:+7.1f} ms")
    goal("import wikibattle over bare Python", medians["import wikibattle"] - bare, 150, "ms")
    for name in ("wikibattle --version", "wikibattle --help"):
        goal(name, medians[name], 300, "ms")


if __name__ == "__main__":
    main()
