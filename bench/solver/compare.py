#!/usr/bin/env python3
"""The block interior point against HiGHS's HiPO, scaled and in raw units, on the same PyPSA networks, in one run.

    bench/solver/compare.py [NETWORK.nc …] [--solvers block-ipm,hipo,hipo-unscaled] [--threads 2] [--repeat 1] [--time-limit 30min]

Without networks: those of $GIGAPLAN_REFERENCE/truth/pypsa-eu that are there, small ones first. Every run is a process
of its own (`gigaplan solve --json`), its answer certified by the program itself. The table gives the seconds of the
solve stage and of the whole run, the processor time (user and system) of the whole run, which is what to compare when
others use the machine (its load stands beside), the peak memory, the certified gap and the ratio of processor times to
the first solver; losses too.
"""
import argparse
import json
import os
import resource
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]


def processor_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run(program, network, solver, threads, limit):
    command = [program, "solve", network, f"--solver={solver}", f"--threads={threads}", f"--time-limit={limit}"]
    before = processor_seconds()
    done = subprocess.run([*map(str, command), "--json", "--quiet"], capture_output=True, text=True, check=False)
    try:
        return json.loads(done.stdout) | {"processor": processor_seconds() - before, "load": os.getloadavg()[0]}
    except json.JSONDecodeError:
        sys.exit(f"{network}: {solver} exited with {done.returncode}: {done.stderr.strip()[-500:]}")


def row(network, asked, answer, reference):
    seconds = answer["seconds"]
    certificate = answer.get("certificate") or {}
    gap = certificate.get("gap")
    solve = seconds.get("solve") or 0
    return "| " + " | ".join([
        Path(network).stem,
        asked,
        answer["status"],
        str(answer["solver"].get("iterations")),
        f"{solve:.2f}",
        f"{sum(v or 0 for v in seconds.values()):.2f}",
        f"{answer['processor']:.2f}",
        f"{answer['load']:.0f}",
        f"{answer['peak_memory_bytes'] / 1e6:.0f}",
        "–" if gap is None else f"{gap:.1e}",
        "yes" if certificate.get("accepted") else "no",
        f"{answer['processor'] / reference:.2f}" if reference else "–",
    ]) + " |"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("networks", nargs="*")
    parser.add_argument("--solvers", default="block-ipm,hipo,hipo-unscaled")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--time-limit", default="30min")
    parser.add_argument("--gigaplan", default=HERE / "build" / "gigaplan")
    options = parser.parse_args()
    reference = Path(os.environ.get("GIGAPLAN_REFERENCE", HERE.parent / "shared"))
    networks = options.networks or sorted((reference / "truth" / "pypsa-eu").glob("*.nc"), key=lambda p: p.stat().st_size)
    if not networks:
        sys.exit(f"no networks given and none in {reference}/truth/pypsa-eu")
    print("| network | solver | status | iterations | solve s | whole s | processor s | load | peak MB | gap | certified | × first |")
    print("|" + "---|" * 12)
    for network in networks:
        first = None
        for solver in options.solvers.split(","):
            answers = [run(options.gigaplan, network, solver, options.threads, options.time_limit)
                       for _ in range(options.repeat)]
            best = min(answers, key=lambda a: a["processor"])
            print(row(network, solver, best, first), flush=True)
            first = first or best["processor"]


if __name__ == "__main__":
    main()
