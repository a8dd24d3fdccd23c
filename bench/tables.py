#!/usr/bin/env python3
"""Tables of the runs that bench/run.sh left in a folder, as Markdown."""
import json
import pathlib
import sys

folder = pathlib.Path(sys.argv[1])
names = {"three-12": "three periods, typical:12, ten limits measured", "one-2": "2030, typical:2",
         "one-6": "2030, typical:6", "one-12": "2030, typical:12", "one-24": "2030, typical:24",
         "one-full": "2030, all 8,760 hours"}
runs = {}
for name in names:
    file = folder / f"{name}.json"
    if file.exists() and file.stat().st_size:
        run = json.loads(file.read_text())
        if run.get("status") == "optimal":
            runs[name] = run

stages = ["compile", "formulate", "solve", "certify", "read", "bottlenecks", "write"]
print("\n| run | columns | rows | nonzeros | " + " | ".join(f"{s} [s]" for s in stages) +
      " | sum [s] | writing | peak memory | bytes per nonzero | formulate columns/s | solver |")
print("|" + "---|" * (len(stages) + 10))
for name, run in runs.items():
    seconds, size = run["seconds"], run["size"]
    total = sum(seconds.values())
    cells = [f"{seconds.get(s, 0):.3f}" if s == "formulate" else f"{seconds.get(s, 0):.2f}" for s in stages]
    print(f"| {names[name]} | {size['columns']:,} | {size['rows']:,} | {size['nonzeros']:,} | " + " | ".join(cells) +
          f" | {total:.1f} | {100 * seconds.get('write', 0) / total:.1f} % | {run['peak_memory_bytes'] / 2**20:,.0f} MiB"
          f" | {run['peak_memory_bytes'] / size['nonzeros']:,.0f}"
          f" | {size['columns'] / max(seconds['formulate'], 1e-9):,.0f} | {run['solver']['name']} |")


def capacity(run, key):
    return sum(site[key] for site in run["periods"][-1]["sites"])


if "one-full" in runs:
    full = runs["one-full"]
    print("\nWhat typical days miss of the full year (2030 alone):\n")
    print("| days | present cost | hall IT power | accelerators | energy | carbon-free share |")
    print("|---|---|---|---|---|---|")
    for name, run in runs.items():
        if not name.startswith("one-") or name == "one-full":
            continue

        def off(value):
            return f"{100 * (value(run) / value(full) - 1):+.2f} %"
        print(f"| {name.removeprefix('one-')} | {off(lambda r: r['present_cost'])} | {off(lambda r: capacity(r, 'it_power_mw'))}"
              f" | {off(lambda r: capacity(r, 'accelerators'))} | {off(lambda r: capacity(r, 'energy_mwh'))}"
              f" | {off(lambda r: r['periods'][-1]['carbon_free_share'])} |")
