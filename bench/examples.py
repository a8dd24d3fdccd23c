#!/usr/bin/env python3
"""`make bench-examples`: plans every example with a golden summary as its file asks and prints one line for each run (variants
too): size, seconds of wall time by stage, processor time of the whole command, peak memory. A Markdown table."""
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile

root = pathlib.Path(__file__).resolve().parent.parent
program = os.environ.get("GIGAPLAN", str(root / "build/gigaplan"))
names = [line.strip() for line in (root / "tests/golden/examples.txt").read_text().splitlines()
         if line.strip() and not line.startswith("#")]


def processor_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


print("| run | columns | rows | nonzeros | compile [s] | solve [s] | bottlenecks [s] | write [s] | all stages [s] | processor, all runs [s] "
      "| peak memory | solver |")
print("|" + "---|" * 12)
for name in names:
    with tempfile.TemporaryDirectory() as folder:
        before = processor_seconds()
        done = subprocess.run([program, "plan", str(root / "examples" / f"{name}.toml"), "-o", f"{folder}/run", "--quiet",
                               "--progress=none"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
        used = processor_seconds() - before
        if done.returncode != 0:
            sys.exit(f"{name} ended with exit code {done.returncode}: {done.stderr.strip()}")
        for file in sorted(pathlib.Path(folder).rglob("run.json")):
            run = json.loads(file.read_text())
            if not run["certificate"]["accepted"]:
                sys.exit(f"{name}: a run without an accepted certificate")
            seconds, size = run["seconds"], run["size"]
            cells = [f"{seconds.get(stage, 0):.2f}" for stage in ("compile", "solve", "bottlenecks", "write")]
            print(f"| {name}{', ' + run['variant'] if run['variant'] else ''} | {size['columns']:,} | {size['rows']:,} | {size['nonzeros']:,} | "
                  + " | ".join(cells) + f" | {sum(seconds.values()):.1f} | {used:.0f} | {run['peak_memory_bytes'] / 2**20:,.0f} MiB "
                  f"| {run['solver']['name']} |", flush=True)
