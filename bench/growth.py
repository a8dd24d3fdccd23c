#!/usr/bin/env python3
"""`make bench-growth`: how planning grows with sites, services, countries, periods and typical days. A Markdown table.

One of them changes at a time around 10 sites in 5 countries, 2 services, 3 periods and 2 typical days. Every service may run
at every site, on two kinds of accelerators; wind, sun and batteries are offered as in any plan. One plan each, without bottlenecks
and prices of rules. Processor time is that of the whole command, on as many threads as `--threads` says.
"""
import argparse
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile

root = pathlib.Path(__file__).resolve().parent.parent
program = os.environ.get("GIGAPLAN", str(root / "build/gigaplan"))
countries = ["DE", "FR", "ES", "SE", "PL", "IT", "NL", "NO", "FI", "IE", "PT", "GB", "CH", "DK"]
base = {"sites": 10, "services": 2, "countries": 5, "periods": 3, "days": 2}
curves = {"sites": [5, 10, 20, 50], "services": [1, 2, 4, 8], "countries": [1, 2, 5, 10], "periods": [1, 3, 6, 9],
          "days": [2, 4, 8, 16]}


def scenario(sites, services, countries_of, periods, days):
    """The text of a scenario of that size; sites and services go round the countries."""
    places = countries[:countries_of]
    years = list(range(2029, 2029 + periods))
    lines = ["schema_version = 1", f'country = "{places[0]}"', 'currency = "EUR"', f'hours = "typical:{days}"', "[horizon]",
             f"periods = {years}", f"end = {years[-1] + 5}", "[accelerators]", 'candidates = ["GB300", "H200 SXM"]']
    for j in range(services):
        lines += ["[[service]]", f'id = "s{j}"', f'country = "{places[j % len(places)]}"', 'model = "llama3.1-70b"',
                  'reach = "20 %"', 'residency = "anywhere"']
    for i in range(sites):
        lines += ["[[site]]", f'id = "p{i}"', f'country = "{places[i % len(places)]}"', 'grid = "1 MW"', 'hall_from = 2028',
                  f'grid_extension = {{ most = "{50 + i} MW", wait = "2 yr" }}']
    return "\n".join(lines) + "\n"


def planned(size, threads, solver):
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "growth.toml"
        file.write_text(scenario(size["sites"], size["services"], size["countries"], size["periods"], size["days"]))
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run([program, "plan", str(file), "--measure", "0", "--rules", "0", "--json", "--quiet", "--progress", "none",
                               "--threads", str(threads), "--solver", solver, "-o", f"{folder}/run"], capture_output=True, text=True, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        sys.exit(f"{size} ended with exit code {done.returncode}: {done.stderr.strip()}{done.stdout[-500:]}")
    run = json.loads(done.stdout)
    if not run["certificate"]["accepted"]:
        sys.exit(f"{size}: no accepted certificate")
    return run, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


options = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
options.add_argument("--threads", type=int, default=1)
options.add_argument("--solver", default="auto")
options.add_argument("--values", help="of the curve, in place of its own: 50,70")
options.add_argument("curve", nargs="*", default=list(curves))
asked = options.parse_args()
print("| changes | sites | services | countries | periods | days | columns | rows | nonzeros | processor [s] | peak memory | solver |")
print("|" + "---|" * 12)
for curve in asked.curve:
    for value in map(int, asked.values.split(",")) if asked.values else curves[curve]:
        size = base | {curve: value}
        run, used = planned(size, asked.threads, asked.solver)
        cells = " | ".join(f"{size[key]}" for key in base)
        print(f"| {curve} | {cells} | {run['size']['columns']:,} | {run['size']['rows']:,} | {run['size']['nonzeros']:,} | {used:.1f} "
              f"| {run['peak_memory_bytes'] / 2**20:,.0f} MiB | {run['solver']['name']} |", flush=True)
