#!/usr/bin/env python3
"""Measures tensorvet against Python and flake8, as ratios within one run.

    benchmark/run.py --parse DIR --file FILE --repository DIR --large DIR

Each part is left out when its corpus is not given. The commands that are compared take turns, so
that a busy machine slows all of them alike; what is compared is the best turn of each.

  parse        the files of DIR that ast.parse accepts, CPU time of one thread, both sides warm
  file         a cold check of one file; the bounds are meant for a file of about 300 lines
  repository   a cold check of a folder
  large        a cold check of a folder of about 50 MB, with 1500 MB of heap, and the same with a rule
               that asks nothing of code: what it takes to read and parse alone
"""

import argparse
import ast
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import warnings

HOME = pathlib.Path(__file__).resolve().parent.parent / "target" / "tensorvet"
LAUNCHER = HOME / "bin" / "tensorvet"


def java():
    """The Java that the launcher takes."""
    return subprocess.run(
        [LAUNCHER], env={**os.environ, "TENSORVET_SHOW_JAVA": "1"}, capture_output=True, text=True
    ).stdout.strip()


def run(command, environment):
    """Wall seconds, CPU seconds and peak megabytes of one run."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **environment},
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"exit code {process.returncode}: {' '.join(map(str, command))}")
    return (
        time.perf_counter() - start,
        usage.ru_utime + usage.ru_stime,
        usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1 << 20),
    )


def compare(title, rounds, commands, environment=None):
    print(f"\n{title}")
    runs = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            runs[name].append(run(command, environment or {}))
    best = {name: min(turn[0] for turn in turns) for name, turns in runs.items()}
    ours = best["tensorvet"]
    for name, turns in runs.items():
        walls = sorted(turn[0] for turn in turns)
        print(
            f"  {name:12} best {walls[0]:7.3f} s   median {walls[len(walls) // 2]:7.3f} s"
            f"   cpu {min(turn[1] for turn in turns):7.3f} s"
            f"   peak {max(turn[2] for turn in turns):5.0f} MB"
            + ("" if name == "tensorvet" else f"   tensorvet takes {ours / best[name]:.2f} of it")
        )


def python_files(folder):
    return sorted(path for path in pathlib.Path(folder).rglob("*.py") if path.is_file())


def compare_parsers(folder):
    warnings.simplefilter("ignore")
    texts = []
    for path in python_files(folder):
        try:
            text = path.read_bytes()
            ast.parse(text)
            texts.append((path, text))
        except (SyntaxError, ValueError, RecursionError, OSError):
            pass
    megabytes = sum(len(text) for _, text in texts) / 1e6
    print(f"\nparse: {len(texts)} files, {megabytes:.1f} MB")
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as listing:
        listing.write("\n".join(str(path) for path, _ in texts))
        listing.flush()
        jars = os.pathsep.join(str(jar) for jar in sorted((HOME / "lib").glob("*.jar")))
        program = pathlib.Path(__file__).parent / "ParseSpeed.java"
        said = subprocess.run(
            [java(), "-XX:+UseSerialGC", "-Xmx1500m", "-cp", jars, program, listing.name],
            check=True,
            capture_output=True,
            text=True,
        ).stdout.splitlines()
    ours = [float(line.split()[0]) for line in said]
    theirs = []
    for _ in range(3):
        start = time.process_time()
        for _, text in texts:
            ast.parse(text)
        theirs.append(time.process_time() - start)
    print(f"  ast.parse            {megabytes / min(theirs):7.1f} MB/s per core")
    for name, seconds in (("cold", ours[0]), ("warm", min(ours))):
        print(
            f"  tensorvet, {name}      {megabytes / seconds:7.1f} MB/s per core"
            f"   {min(theirs) / seconds:.1f} times as fast"
        )


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--parse", metavar="DIR")
    parser.add_argument("--file", metavar="FILE")
    parser.add_argument("--repository", metavar="DIR")
    parser.add_argument("--large", metavar="DIR")
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--flake8", metavar="PROGRAM", default=shutil.which("flake8"))
    chosen = parser.parse_args()
    if not LAUNCHER.exists():
        sys.exit("build first: mvn -q -Phook package")
    flake8 = {"flake8": [chosen.flake8, "--isolated"]} if chosen.flake8 else {}
    if chosen.parse:
        compare_parsers(chosen.parse)
    if chosen.file:
        lines = len(pathlib.Path(chosen.file).read_bytes().splitlines())
        compare(
            f"file: {lines} lines, cold",
            chosen.rounds,
            {
                "tensorvet": [LAUNCHER, "check", "--no-cache", chosen.file],
                "java -version": [java(), "-version"],
                **{name: [*command, chosen.file] for name, command in flake8.items()},
            },
        )
    if chosen.repository:
        files = len(python_files(chosen.repository))
        compare(
            f"repository: {files} files, cold",
            max(3, chosen.rounds // 3),
            {
                "tensorvet": [LAUNCHER, "check", "--no-cache", chosen.repository],
                **{name: [*command, chosen.repository] for name, command in flake8.items()},
            },
        )
    if chosen.large:
        megabytes = sum(path.stat().st_size for path in python_files(chosen.large)) / 1e6
        compare(
            f"large: {megabytes:.1f} MB, cold, 1500 MB of heap",
            2,
            {
                "tensorvet": [LAUNCHER, "check", "--no-cache", chosen.large],
                "parse alone": [
                    *(LAUNCHER, "check", "--no-cache", "--select", "config-duplicate-key"),
                    chosen.large,
                ],
            },
            {"TENSORVET_JAVA_OPTIONS": "-Xmx1500m"},
        )


if __name__ == "__main__":
    main()
