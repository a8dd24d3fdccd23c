#!/usr/bin/env python3
"""Golden summaries: an example planned with two typical days, its main figures to four digits.

  golden.py --gigaplan PROGRAM NAME       plan examples/NAME.toml, compare with tests/golden/NAME.txt, show the difference
  golden.py --gigaplan PROGRAM --accept   plan every example of examples.txt and write the summaries (`make accept`)

Figures are those of run.json and summary.csv, summed over sites, so that ties between sites do not show. Two numbers are
equal where they differ by at most 0.2 %: the last digit may round either way, and a search with whole numbers stops at its gap.
"""
import argparse
import collections
import csv
import difflib
import json
import pathlib
import re
import subprocess
import sys
import tempfile

here = pathlib.Path(__file__).resolve().parent
root = here.parents[1]
TOLERANCE = 2e-3
ABSOLUTE = 1e-9
PER_PERIOD = [  # table `sites` of summary.csv, quantity → (words, unit)
    ("hall", "IT power", "MW_it"),
    ("accelerators", "accelerators", ""),
    ("H100 equivalents", "H100 equivalents", ""),
    ("facility energy", "energy", "MWh"),
    ("permanent jobs", "permanent jobs", "FTE"),
    ("construction work", "construction work", "FTE yr"),
]


def number(value):
    return "none" if value is None else f"{float(value):.4g}"


def line(words, value, unit=""):
    return f"{words:<24}{value} {unit}".rstrip()


def summary_of(answer):
    """One run as lines of text; `answer` is its JSON object."""
    folder = pathlib.Path(answer["output"])
    with open(folder / "summary.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    money = answer["currency"]
    capital = sum(float(r["value"]) for r in rows if r["table"] == "builds" and r["quantity"] == "overnight cost")
    sums = collections.defaultdict(float)
    for r in rows:
        if r["table"] == "sites":
            sums[r["period"], r["quantity"]] += float(r["value"])
    lines = [
        line("status", answer["status"]),
        line("certificate", "accepted" if answer["certificate"]["accepted"] else "refused"),
        line("objective", number(answer["objective"]), answer["objective_sense"]),
        line("present cost", number(answer["present_cost"]), money),
        line("capital", number(capital), money),
        line("broken rules", answer.get("compliance_broken")),
        line("binding", ", ".join(sorted({b["kind"] for b in answer.get("bottlenecks", [])})) or "nothing"),
    ]
    for period in answer.get("periods", []):
        year = str(period["year"])
        lines.append(f"in {year}")
        lines.append(line("  sites with a hall", sum(s["it_power_mw"] > 1e-6 for s in period["sites"])))
        for quantity, words, unit in PER_PERIOD:
            lines.append(line("  " + words, number(sums[year, quantity]), unit))
        lines.append(line("  cost a year", number(period["cost_per_year"]), money))
        lines.append(line("  carbon-free share", number(period["carbon_free_share"])))
    claims = collections.defaultdict(dict)
    for r in rows:
        if r["table"] == "claims":
            claims[r["row"]][r["quantity"]] = r
    for words in claims.values():
        lines.append(f"claim of {words['quantity']['text']}: {words['quantity']['item']}")
        lines += [line("  " + what, number(words[what]["value"] or None), words[what]["unit"]) for what in ["claimed", "planned"]]
    return lines


def plan(program, name):
    with tempfile.TemporaryDirectory() as folder:
        words = [program, "plan", root / "examples" / f"{name}.toml", "--hours", "typical:2", "--measure", "0", "--rules", "0",
                 "-o", pathlib.Path(folder) / "run", "--json"]
        done = subprocess.run(list(map(str, words)), capture_output=True, text=True)
        if not done.stdout.startswith("{"):
            sys.exit(f"examples/{name}.toml: exit code {done.returncode}\n{done.stderr}")
        answer = json.loads(done.stdout)
        if "faults" in answer:
            sys.exit(f"examples/{name}.toml has faults:\n{done.stdout}")
        lines = [f"examples/{name}.toml at typical:2"] + summary_of(answer)
        for variant in answer.get("variants", []):
            lines += ["", f"variant {variant['variant']}"] + summary_of(variant)
    return lines


def same(a, b):
    """Whether two lines say the same: words alike, numbers within the tolerance (years and claims' words exactly)."""
    if a.startswith(("in ", "claim ")):
        return a == b
    parts = [re.split(r"(?<![\w.])([-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?)(?![\w.])", text) for text in (a, b)]
    if len(parts[0]) != len(parts[1]) or parts[0][::2] != parts[1][::2]:
        return False
    return all(abs(float(x) - float(y)) <= max(TOLERANCE * max(abs(float(x)), abs(float(y))), ABSOLUTE)
               for x, y in zip(parts[0][1::2], parts[1][1::2]))


def compare(program, name):
    path = here / f"{name}.txt"
    if not path.exists():
        sys.exit(f"tests/golden/{name}.txt is missing: `make accept` writes it")
    golden, found = path.read_text().splitlines(), plan(program, name)
    if len(golden) == len(found) and all(map(same, golden, found)):
        print(f"examples/{name}.toml: as in tests/golden/{name}.txt")
        return
    # Lines that are alike within the tolerance are shown as they stand in the golden file.
    shown = [next((g for g in golden if same(g, f)), f) for f in found]
    print("\n".join(difflib.unified_diff(golden, shown, f"tests/golden/{name}.txt", "this run", lineterm="", n=2)))
    sys.exit("the summary has changed: if that is meant, `make accept` and commit tests/golden with its reason")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gigaplan", required=True, help="the program")
    parser.add_argument("--accept", action="store_true", help="write the summaries instead of comparing")
    parser.add_argument("names", nargs="*", help="examples; with --accept: default all of examples.txt")
    given = parser.parse_args()
    listed = [text.strip() for text in (here / "examples.txt").read_text().splitlines()]
    for name in given.names or [text for text in listed if text and not text.startswith("#")]:
        if given.accept:
            (here / f"{name}.txt").write_text("\n".join(plan(given.gigaplan, name)) + "\n")
            print(f"wrote tests/golden/{name}.txt")
        else:
            compare(given.gigaplan, name)


if __name__ == "__main__":
    main()
