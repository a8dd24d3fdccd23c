#!/usr/bin/env python3
"""examples/stargate-us.toml at two typical days: nearly all of the budget is spent, the programme is as large as was said, limits of three kinds bind."""
import argparse
import csv
import json
import pathlib
import subprocess
import tempfile

root = pathlib.Path(__file__).resolve().parents[2]
parser = argparse.ArgumentParser()
parser.add_argument("--gigaplan", required=True)
program = parser.parse_args().gigaplan

with tempfile.TemporaryDirectory() as folder:
    out = pathlib.Path(folder) / "run"
    done = subprocess.run([program, "plan", str(root / "examples/stargate-us.toml"), "--hours", "typical:2", "--measure", "0",
                           "-o", str(out), "--json"], capture_output=True, text=True, check=True)
    answer = json.loads(done.stdout)
    with open(out / "summary.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    # Money and megawatts in one program: the block solver certifies it without help (it did not on these days, when errors
    # of hours were judged beside the largest sum of money).
    alone = pathlib.Path(folder) / "alone.toml"
    alone.write_text(f'extends = "{root / "examples/stargate-us.toml"}"\n'
                     '[[variant]]\nname = "owners-and-lenders"\nremove = true\n')
    blocks = json.loads(subprocess.run(
        [program, "plan", str(alone), "--hours", "typical:4", "--solver", "block-ipm", "--measure", "0", "--rules", "0",
         "-o", str(pathlib.Path(folder) / "blocks"), "--json"], capture_output=True, text=True, check=True).stdout)
    assert blocks["certificate"]["accepted"] and blocks["solver"]["name"] == "block-ipm", blocks["solver"]

assert answer["status"] == "optimal" and answer["certificate"]["accepted"], answer["certificate"]
assert answer["compliance_broken"] == 0
spent = sum(float(r["value"]) for r in rows if r["table"] == "builds" and r["quantity"] == "overnight cost")
# The connections and the deliveries of 2028 and 2029 leave a little of the 500 bn.
assert 0.95 <= spent / 500e9 <= 1 + 1e-9, f"{spent} of 500e9 USD are spent"
last = answer["periods"][-1]
sites = [s for s in last["sites"] if s["it_power_mw"] > 1]
assert last["year"] == 2029 and len(sites) >= 10, f"{len(sites)} sites in {last['year']}"
# 10 GW were announced: the plan's peak lies within 15 % of it.
peak = sum(s["peak_mw"] for s in last["sites"])
assert abs(peak / 10000 - 1) <= 0.15, f"{peak} MW at the peak"
# Abilene as it was built: 421 MW_it in 2026, 843 MW_it from 2027 on.
abilene = [next(s["it_power_mw"] for s in p["sites"] if s["site"] == "abilene") for p in answer["periods"]]
assert [round(v, 6) for v in abilene] == [421, 843, 843, 843], abilene
kinds = {b["kind"] for b in answer["bottlenecks"]}
assert len(kinds) >= 3, kinds
# Jobs that stay: 0.7 for each of the first 100 MW_it of a site, 0.2 for each beyond.
jobs = sum(float(r["value"]) for r in rows if r["table"] == "sites" and r["quantity"] == "permanent jobs" and r["period"] == "2029")
staff = sum(0.2 * mw + 0.5 * min(mw, 100) for mw in (s["it_power_mw"] for s in last["sites"]))
assert abs(jobs / staff - 1) <= 1e-9, jobs
print(f"{spent:.6g} USD, {peak:.0f} MW at {len(sites)} sites, binding: {', '.join(sorted(kinds))}")
