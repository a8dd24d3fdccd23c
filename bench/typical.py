#!/usr/bin/env python3
"""`make bench-typical`: what typical days miss of the full year, for every example with a golden summary.

Each example (without its variants, bottlenecks and prices of rules) is planned at the days that its file asks for, at 12 days
and over all 8,760 hours; figures of the last period and the cost or compute that it aims at, relative to the full year. Processor
time is that of the whole command. A full year that has no certified answer within the limit is said to have none.

  bench/typical.py [--limit SECONDS] [--without SERVICE] [NAME ...]
"""
import argparse
import json
import os
import pathlib
import re
import resource
import subprocess
import sys
import tempfile

root = pathlib.Path(__file__).resolve().parent.parent
program = os.environ.get("GIGAPLAN", str(root / "build/gigaplan"))
names = [line.strip() for line in (root / "tests/golden/examples.txt").read_text().splitlines()
         if line.strip() and not line.startswith("#") and line.strip() != "germany-grid"]  # its network is made by a tool


def base_of(name, folder, without=None):
    """A scenario file that is the example without its variants, and without one service."""
    example = root / "examples" / f"{name}.toml"
    variants = re.findall(r'^\[\[variant\]\]\s*\nname = "(.*?)"', example.read_text(), re.M)
    lines = [f'extends = "{example}"']
    for variant in variants:
        lines += ["[[variant]]", f'name = "{variant}"', "remove = true"]
    if without:
        lines += ["[[service]]", f'id = "{without}"', "remove = true"]
    file = pathlib.Path(folder) / f"{name}.toml"
    file.write_text("\n".join(lines) + "\n")
    return file


def planned(file, hours, folder, limit):
    """The plan's JSON with its processor time, or None where there is no certified answer in time."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [program, "plan", str(file), "--hours", hours, "--measure", "0", "--rules", "0", "--json", "--quiet",
               "--progress", "none", "--force", "-o", f"{folder}/run"]
    done = subprocess.run(command, capture_output=True, text=True, check=False,
                          preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (limit, limit)))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        if done.returncode > 0:  # else it was stopped by the limit
            print(f"{file.stem}, {hours}: {done.stderr.strip()[-300:]}", file=sys.stderr)
        return None
    run = json.loads(done.stdout)
    run["processor"] = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return run if run["certificate"]["accepted"] else None


def figures(run):
    last = run["periods"][-1]

    def total(key):
        return sum(site[key] for site in last["sites"])
    return [run["objective"] if run["objective_sense"] == "max" else run["present_cost"], total("it_power_mw"),
            total("accelerators"), total("energy_mwh"), last["carbon_free_share"]]


def off(value, full):
    return f"{100 * (value / full - 1):+.2f} %".replace("-0.00", "0.00").replace("+0.00", "0.00") if full else "–"


options = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
options.add_argument("--limit", type=int, default=900, help="seconds of processor time for one plan")
options.add_argument("--without", help="a service to leave out")
options.add_argument("name", nargs="*", default=names)
asked = options.parse_args()
print("| example | days | columns | processor [s] | aim | hall IT power | accelerators | energy | carbon-free share | solver |")
print("|" + "---|" * 10)
for name in asked.name:
    own = re.search(r'^hours = "typical:(\d+)"', (root / "examples" / f"{name}.toml").read_text(), re.M)
    with tempfile.TemporaryDirectory() as folder:
        file = base_of(name, folder, asked.without)
        full = planned(file, "full", folder, asked.limit)
        for days in sorted({int(own.group(1)), 12}):
            run = planned(file, f"typical:{days}", folder, asked.limit)
            cells = ["no plan"] * 5 if run is None else ["–"] * 5 if full is None else [
                off(value, whole) for value, whole in zip(figures(run), figures(full))]
            size = f"{run['size']['columns']:,} | {run['processor']:.1f}" if run else "– | –"
            print(f"| {name} | {days} | {size} | " + " | ".join(cells) + f" | {run['solver']['name'] if run else '–'} |", flush=True)
        size = f"{full['size']['columns']:,} | {full['processor']:.1f}" if full else "– | –"
        what = "0" if full else f"no certified answer in {asked.limit} s"
        print(f"| {name} | all hours | {size} | {what} | | | | | {full['solver']['name'] if full else '–'} |", flush=True)
