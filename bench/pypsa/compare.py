#!/usr/bin/env python3
"""Read + build until the solver may start: PyPSA 1.4 + linopy against gigaplan, on the same files, in one run.

    bench/pypsa/compare.py [NETWORK.nc …] [--synthetic SITESxHOURSxYEARS …] [--repeat 3] [--gigaplan-build PROGRAM]

Each side runs in a process of its own; best of N by time, the peak memory of that process (VmHWM) beside it. PyPSA's
clock starts after `import pypsa`. Synthetic networks are those of bench/solver/synthetic.py, as netCDF. gigaplan's side is bench/pypsa/build_only.cpp: read, check, map, formulate, stop.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PYPSA = """
import sys, time, warnings, logging
warnings.simplefilter("ignore"); logging.disable(logging.CRITICAL)
import pandas as pd, pypsa, json
import highspy, linopy
t0 = time.perf_counter()
n = pypsa.Network(sys.argv[1])
t1 = time.perf_counter()
n.optimize.create_model(include_objective_constant=False, multi_investment_periods=isinstance(n.snapshots, pd.MultiIndex))
m = n.model
matrices = m.matrices
A, b, c = matrices.A, matrices.b, matrices.c  # what a solver is handed
t2 = time.perf_counter()
peak = [int(l.split()[1]) * 1024 for l in open("/proc/self/status") if l.startswith("VmHWM")][0]
print(json.dumps(dict(read=t1 - t0, build=t2 - t1, memory=peak, columns=len(c), rows=len(b))))
"""


TO_NETCDF = """
import sys, warnings, logging
warnings.simplefilter("ignore"); logging.disable(logging.CRITICAL)
import pypsa
pypsa.Network(sys.argv[1]).export_to_netcdf(sys.argv[2])
"""


def synthetic(python, shape, folder):
    """The file of a made-up network of that shape."""
    sites, hours, years = shape.split("x")
    file = pathlib.Path(folder) / f"synthetic-{shape}.nc"
    tables = file.with_suffix("")
    subprocess.run([python, ROOT / "bench/solver/synthetic.py", tables, "--sites", sites, "--hours", hours, "--years", years], check=True)
    subprocess.run([python, "-c", TO_NETCDF, tables, file], check=True)
    return str(file)


def best(command, repeat):
    runs = []
    for _ in range(repeat):
        out = subprocess.run(command, capture_output=True, text=True)
        if out.returncode != 0:
            sys.exit(f"{command[0]} failed: {out.stderr[-500:]}")
        runs.append(json.loads(out.stdout.splitlines()[-1]))
    return min(runs, key=lambda run: run["read"] + run["build"])


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("networks", nargs="*")
    options.add_argument("--synthetic", nargs="*", default=[], metavar="SITESxHOURSxYEARS")
    options.add_argument("--repeat", type=int, default=3)
    options.add_argument("--python", default=str(ROOT / "build/venv-pypsa/bin/python"), help="a Python that has PyPSA 1.4")
    options.add_argument("--gigaplan-build", default=str(ROOT / "build/bench/pypsa_build_only"))
    chosen = options.parse_args()
    if not os.path.exists(chosen.python):
        sys.exit("run tools/compare-pypsa.py --seeds 0 --no-coverage first: it makes build/venv-pypsa")
    print("| network | PyPSA read + build [s] | gigaplan [s] | ratio | PyPSA memory [MB] | gigaplan [MB] | ratio | PyPSA columns × rows | gigaplan |")
    print("|---|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for network in chosen.networks + [synthetic(chosen.python, shape, folder) for shape in chosen.synthetic]:
            theirs = best([chosen.python, "-c", PYPSA, network], chosen.repeat)
            ours = best([chosen.gigaplan_build, network], chosen.repeat)
            t, o = theirs["read"] + theirs["build"], ours["read"] + ours["build"]
            print(f"| {pathlib.Path(network).stem} | {theirs['read']:.2f} + {theirs['build']:.2f} | {ours['read']:.3f} + {ours['build']:.3f} "
                  f"| {t / o:.1f} | {theirs['memory'] / 1e6:.0f} | {ours['memory'] / 1e6:.0f} | {theirs['memory'] / ours['memory']:.1f} "
                  f"| {theirs['columns']:,} × {theirs['rows']:,} | {ours['columns']:,} × {ours['rows']:,} |", flush=True)


if __name__ == "__main__":
    main()
