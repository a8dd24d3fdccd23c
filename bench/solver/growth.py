#!/usr/bin/env python3
"""How the block solver's time and memory grow with hours, sites and years of synthetic networks (synthetic.py).

    bench/solver/growth.py [--svg FILE] [--threads 2] [--cases 'hours=10x1095x1,…']

A case is SITES x HOURS x YEARS. Prints a Markdown table: processor time (user and system) of the whole command, wall time of
the solve stage and the load of the machine, and draws both times' growth relative to the first case of each curve.
"""
import argparse
import json
import math
import os
import pathlib
import resource
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parents[2]
CASES = ("hours=10x1095x1,hours=10x2190x1,hours=10x4380x1,hours=10x8760x1,"
         "sites=2x2190x1,sites=5x2190x1,sites=10x2190x1,sites=20x2190x1,"
         "years=5x1095x1,years=5x1095x2,years=5x1095x3,years=5x1095x5")


def processor_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(program, threads, sites, hours, years):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, HERE / "bench/solver/synthetic.py", folder, f"--sites={sites}",
                        f"--hours={hours}", f"--years={years}"], check=True)
        before = processor_seconds()
        done = subprocess.run([program, "solve", folder, "--solver=block-ipm", f"--threads={threads}", "--json",
                               "--quiet"], capture_output=True, text=True, check=False)
        used = processor_seconds() - before
    try:
        return json.loads(done.stdout), used
    except json.JSONDecodeError:
        sys.exit(f"{sites} x {hours} x {years} ended with {done.returncode}: {done.stderr.strip()[-500:]}")


def drawing(curves):
    """Log-log lines of processor time over size, both relative to the first point; the dashed line is linear growth."""
    side, margin, decades = 320, 40, 1.2
    at = lambda ratio: math.log10(max(ratio, 1e-3)) / decades * (side - margin)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{side + 120}" height="{2 * side}" '
             'font-family="sans-serif" font-size="12">',
             f'<path d="M{margin} {2 * side - margin}h{side - margin}M{margin} {2 * side - margin}v{2 * margin - 2 * side}" '
             'stroke="#888" fill="none"/>',
             f'<path d="M{margin} {2 * side - margin}l{side - margin} {margin - side}" stroke="#bbb" '
             'stroke-dasharray="4 4" fill="none"/>',
             f'<text x="{margin}" y="{2 * side - 10}">size, relative to the smallest (dashed: linear)</text>',
             f'<text x="{margin}" y="{margin - 10}">processor time, relative</text>']
    for ratio in (1, 2, 4, 8, 16):
        if at(ratio) <= side - margin:
            parts.append(f'<text x="{margin + at(ratio)}" y="{2 * side - margin + 14}" fill="#666">{ratio}</text>')
        parts.append(f'<text x="{margin - 22}" y="{2 * side - margin - at(ratio) + 4}" fill="#666">{ratio}</text>')
    for (name, points), colour in zip(curves.items(), ("#1565c0", "#c62828", "#2e7d32")):
        first_size, first_time = points[0]
        xy = [(margin + at(size / first_size), 2 * side - margin - at(time / first_time)) for size, time in points]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in xy)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in xy]
        parts.append(f'<text x="{xy[-1][0] + 8:.1f}" y="{xy[-1][1] + 4:.1f}" fill="{colour}">{name}</text>')
    return "\n".join([*parts, "</svg>\n"])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--svg")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--cases", default=CASES)
    parser.add_argument("--gigaplan", default=HERE / "build/gigaplan")
    options = parser.parse_args()
    print("| curve | sites x hours x years | columns | solver | iterations | processor time [s] | solve, wall [s] | load | peak [MB] | gap |")
    print("|" + "---|" * 10)
    curves = {}
    for case in options.cases.split(","):
        curve, size = case.split("=")
        sites, hours, years = map(int, size.split("x"))
        answer, used = measure(options.gigaplan, options.threads, sites, hours, years)
        gap = (answer.get("certificate") or {}).get("gap")
        print(f"| {curve} | {sites} x {hours:,} x {years} | {answer['size']['columns']:,} | {answer['solver']['name']} "
              f"| {answer['solver'].get('iterations')} | {used:.1f} | {answer['seconds']['solve']:.1f} | {os.getloadavg()[0]:.0f} "
              f"| {answer['peak_memory_bytes'] / 1e6:.0f} | {'–' if gap is None else f'{gap:.0e}'} |", flush=True)
        curves.setdefault(curve, []).append((sites * hours * years, used))
    if options.svg:
        pathlib.Path(options.svg).write_text(drawing(curves), encoding="utf-8")


if __name__ == "__main__":
    main()
