#!/usr/bin/env python3
"""Random scenarios, each planned by two solvers: both must say the same, and the plan must hold when it is read again.

    make compare-plans, or tools/compare-plans.py [--seeds 0-99] [--gigaplan build/gigaplan] [--keep FOLDER] [--limit SECONDS]

A seed makes a small scenario: sites, services, accelerators, and by chance training runs and their clusters, plants, a carbon rule,
a supply chain, licences, promises, labour, budget, funds, loans, halls in blocks, interconnectors. It is planned by the solver that gigaplan chooses and by the block
solver (which refuses whole numbers). Of what comes out are asked: the same verdict, the same objective to 1e-6, a compliance list
without a broken rule, `gigaplan verify` content. Exit code 0 when all is well, 1 otherwise; what disagrees is kept with its seed.
"""
import argparse
import collections
import json
import pathlib
import random
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
CHIPS = ["H100 SXM", "H200 SXM", "GB300 NVL72 (per GPU)", "MI355X"]
COUNTRIES = ["DE", "FR", "ES", "IE", "SE", "PL"]
COOLING = ["air", "liquid", "evaporative", "dry", "chillers", "immersion"]
PLANTS = ["solar-utility", "onwind", "battery storage", "OCGT", "nuclear", "Geothermal - Hydro / Binary"]
STAGES = ["HBM3E", "HBM3", "packaging", "logic-5nm"]
PLACED = ["hall", "fleet", "grid", "plant", "backup"]
ANYWHERE = ["parts", "factory", "chips", "own chip", "loan"]
PROMISES = ["compute = 5000", 'it_power = "10 MW_it"', 'compute_share = "30 %"', "sites = 1", 'served = "80 %"', "construction_jobs = 20",
            "permanent_jobs = 12", "permanent_jobs = 90"]


def site_of(pick, maybe, i, country, years):
    """A place, with what may be said of one."""
    lines = [f'[[site]]\nid = "s{i}"\ncountry = "{country}"\nhall_from = {years[0]}\ncooling = "{pick(COOLING)}"']
    power = pick([20, 60, 200])
    later = f', {{ year = {years[-1]}, power = "{2 * power} MW" }}' if len(years) > 1 and maybe(0.3) else ""
    lines.append(f'grid = [{{ year = {years[0]}, power = "{power} MW" }}{later}]')
    lines += [f'grid_extension = {{ most = "{pick([50, 300])} MW", from = {pick(years)} }}'] * maybe(0.3)
    lines += [f'halls_most = "{pick([30, 90, 150])} MW_it"'] * maybe(0.3)
    lines += [f'hall_block = "{pick([2, 5])} MW_it"\nwhole_blocks = true'] * maybe(0.1)
    lines += [f'water_most = "{pick([1000, 50000])} m3/yr"'] * maybe(0.2)
    lines += [f'redundancy = "{pick(["N", "N+1", "2N"])}"'] * maybe(0.2)
    lines += [f'backup = {{ kind = "{pick(["diesel", "gas", "battery"])}" }}'] * maybe(0.2)
    lines += [f'reserve_margin = "{pick([5, 20])} %"'] * maybe(0.15)
    return "\n".join(lines)


def service_of(pick, maybe, j, country, years):
    """A service for the people of a country."""
    share = pick([0.5, 2, 10])
    later = f', {{ year = {years[-1]}, share = "{3 * share} %" }}' if len(years) > 1 and maybe(0.4) else ""
    lines = [f'[[service]]\nid = "v{j}"\ncountry = "{country}"\nmodel = "{pick(["llama3.1-70b", "llama3.1-8b", "llama3.1-405b"])}"',
             f'reach = [{{ year = {years[0]}, share = "{share} %" }}{later}]', f"requests_per_user_per_day = {pick([2, 8, 30])}",
             f'residency = "{pick(["in-country", "region", "anywhere"])}"']
    lines += [f'class = "deferrable"\nwithin = "{pick([4, 12, 24])} h"'] * maybe(0.35)
    lines += [f'growth = "{pick([-5, 10])} %/yr"'] * maybe(0.2)
    lines += ['latency = "30 ms"'] * maybe(0.2)
    return "\n".join(lines)


def supply_of(pick, maybe, chips, years):
    """What limits the accelerators: stages of their making, contracts, factories, licences, own chips."""
    parts, stage = [], pick(STAGES)
    if maybe(0.25):
        parts += [f'[[maker]]\nid = "maker"\nstage = "{stage}"\ncapacity = {pick([20000, 1000000])}']
        parts += [f'[[contract]]\nid = "con"\nstage = "{stage}"\nvolume = {pick([500, 50000])}\ntake_or_pay = "{pick([0, 60])} %"\n'
                  f'prepaid = "{pick([0, 30])} %"'] * maybe(0.5)
        parts += [f'[[factory]]\nid = "fab"\nstage = "{stage}"\nfrom = {years[-1]}'] * maybe(0.5)
    parts += [f'[[own_chip]]\nid = "own"\naccelerator = "{chips[0]}"\ndevelopment = "{pick([5, 500])} M USD_2025"\n'
              f"most = {pick([500, 100000])}"] * maybe(0.1)
    parts += [f'[[supply]]\naccelerator = "{chips[0]}"\nmost = {pick([300, 5000, 100000])}'] * maybe(0.25)
    return parts


def fund_of(rng, fund):
    """A fund for all of its countries, for some kinds of things there, or for some kinds anywhere; of all that or of a share."""
    of, share = rng.choice(["countries", "countries and kinds", "kinds"]), rng.choice([100, 100, 60])
    kinds = rng.sample(PLACED, rng.randint(1, 3)) + (rng.sample(ANYWHERE, rng.randint(0, 2)) if of == "kinds" else [])
    lines = [line for line in fund.splitlines() if "countries" in of or not line.startswith("countries")]
    return "\n".join(lines + [f"kinds = {json.dumps(kinds)}"] * ("kinds" in of) + [f'share = "{share} %"'] * (share < 100))


def scenario(seed):
    """The text of a scenario."""
    rng = random.Random(seed)
    pick, maybe = rng.choice, lambda chance: rng.random() < chance
    years = sorted(rng.sample([2027, 2028, 2029, 2030, 2032, 2033, 2035], pick([1, 2, 3])))
    end = years[-1] + pick([2, 5])
    places = [pick(COUNTRIES) for _ in range(rng.randint(1, 4))]
    chips = rng.sample(CHIPS, rng.randint(1, 3))
    head = [f'schema_version = 1\ncountry = "{places[0]}"\nhours = "typical:{pick([1, 2, 3])}"\nseed = {rng.randint(1, 9)}']
    goals = pick(["most-compute", "most-served"]) if maybe(0.15) else ""
    head += [f'objective = "{goals}"'] * bool(goals)
    head += [f'discount_rate = "{pick([0, 3, 12])} %"'] * maybe(0.3)
    parts = head + [f"[horizon]\nperiods = {years}\nend = {end}\nnow = 2019"]
    parts += ["\n".join([f"[accelerators]\ncandidates = {json.dumps(chips)}"] + ["full_power = true"] * maybe(0.3) +
                        [f'life = "{pick([2, 3, 4])} yr"'] * maybe(0.3))]
    parts += [site_of(pick, maybe, i, country, years) for i, country in enumerate(places)]
    homes = [places[0]] + [pick(places) for _ in range(rng.randint(0, 2))]
    parts += [service_of(pick, maybe, j, country, years) for j, country in enumerate(homes)]
    start = pick(years)
    parts += [f'[[training]]\nid = "run"\nflop = "{pick(["1e24", "3e25"])} FLOP"\nstart = {start}\ndeadline = {rng.randint(start, end - 1)}\n'
              f'residency = "anywhere"\ninterruptible = {pick(["true", "false"])}'] * maybe(0.25)
    kind = pick(["price", "price", "mix"])
    parts += ["\n".join([f'[power]\nkind = "{kind}"'] + [f'carbon_free = "{pick([50, 80, 95])} %"\nmatching = "{pick(["hourly", "annual"])}"'] *
                        maybe(0.4) + [f'carbon_cap = "{pick([20000, 200000])} t/yr"'] * maybe(0.2))]
    for k in range(rng.randint(1, 4) * maybe(0.5)):
        technology = pick(PLANTS)
        parts += ["\n".join([f'[[plant]]\nid = "p{k}"\ntechnology = "{technology}"\nfrom = {pick(years)}'] +
                            [f'site = "s{rng.randrange(len(places))}"'] * maybe(0.6) +
                            ['contract = "purchase"'] * (technology in PLANTS[:2] and maybe(0.4)) +
                            [f'most = "{pick([20, 100])} MW"'] * maybe(0.4) + ['least = "5 MW"'] * maybe(0.2))]
    parts += supply_of(pick, maybe, chips, years)
    parts += [f'[[licence]]\nid = "lic"\ncountries = ["{places[-1]}"]\nmost = {pick([100, 10000])}\ncarry = {pick(["true", "false"])}'] * maybe(0.2)
    parts += [f'[[target]]\nid = "tar"\n{pick(PROMISES)}'] * maybe(0.4)
    parts += [f'[[labour]]\nid = "lab"\n{pick(["construction = 100", "construction = 2000", "permanent = 40", "permanent = 120"])}'] * maybe(0.25)
    if maybe(0.3) or goals == "most-compute":
        parts += ["\n".join([f'[money]\nbudget = "{pick([0.3, 3, 20])} bn USD_2025"'] + ['spending = "construction"'] * maybe(0.3) +
                            ["carry = false"] * maybe(0.3))]
        parts += [f'[loan]\nincome = "{pick([1, 2.5])} USD_2025/h"'] * (kind == "price" and maybe(0.3))
    parts += [f'[[built]]\nkind = "hall"\nsite = "s0"\nyear = {pick([2024, years[0]])}\namount = "5 MW_it"'] * maybe(0.2)
    if any(part.startswith("[[training]]") for part in parts) and maybe(0.4):
        cluster = pick(["least_cluster = 200", "least_cluster = 3000", "co_located = true"])
        parts = [f"{part}\n{cluster}" if part.startswith("[[training]]") else part for part in parts]
    for i, country in enumerate(sorted(set(places))):
        parts += [f'[[fund]]\nid = "f{i}"\namount = "{pick([0.1, 2])} bn USD_2025"\ncountries = ["{country}"]\ncarry = {pick(["true", "false"])}'] * maybe(0.15)
    for k in range(rng.randint(1, 3) * maybe(0.35)):
        other = pick([country for country in COUNTRIES if country != places[0]])
        parts += ["\n".join([f'[[interconnector]]\nid = "line{k}"\nbetween = {json.dumps([places[0], other])}\npower = "{pick([2, 30, 2000])} MW"'] +
                            ['back = "0 %"'] * maybe(0.3) + [f'loss = "{pick([2, 6])} %"'] * maybe(0.6) +
                            [f'charge = "{pick([1, 8])} USD_2025/MWh"'] * maybe(0.5))]
    aside = random.Random(f"funds {seed}")  # of its own: what else a seed makes stays as it is
    parts = [fund_of(aside, part) if part.startswith("[[fund]]") else part for part in parts]
    if any(part.startswith(("[[fund]]", "[money]")) for part in parts) and aside.random() < 0.4:
        parts += [fund_of(aside, f'[[fund]]\nid = "more"\namount = "{aside.choice([0.1, 1])} bn USD_2025"\ncountries = ["{aside.choice(places)}"]')]
    return "\n\n".join(parts) + "\n"


def judge(gigaplan, folder, limit):
    """What is wrong with the plans of folder/s.toml, and the word for what came out."""
    runs = {}
    for solver in ("auto", "block-ipm"):
        command = [gigaplan, "plan", str(folder / "s.toml"), "-o", str(folder / solver), "--force", "--solver", solver, "--json", "--quiet",
                   "--measure", "0", "--rules", "0", "--threads", "1"]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=limit, check=False)
        except subprocess.TimeoutExpired:
            return [], f"{solver} longer than {limit:g} s"
        runs[solver] = (done.returncode, json.loads(done.stdout) if done.returncode in (0, 4) else done.stdout + done.stderr)
    (code, plan), (other, twin) = runs["auto"], runs["block-ipm"]
    whole = other == 2 and "whole numbers" in twin
    wrong = [f"{solver} ended with {run[0]}: {run[1]}" for solver, run in runs.items() if run[0] not in (0, 4) and not (whole and run[0] == 2)]
    if not wrong and not whole and code != other:
        wrong.append(f"one finds a plan, the other none: {code}, {other}")
    if code == 0:
        if plan["compliance_broken"]:
            wrong.append(f"broken rules: {plan['compliance_broken']}")
        if other == 0 and abs(plan["objective"] - twin["objective"]) > 1e-6 * max(1, abs(plan["objective"])):
            wrong.append(f"objectives {plan['objective']!r} and {twin['objective']!r}")
        for solver in ["auto"] + ["block-ipm"] * (other == 0):
            done = subprocess.run([gigaplan, "verify", str(folder / solver)], capture_output=True, text=True, timeout=10 * limit, check=False)
            wrong += [f"verify of {solver}: {done.stdout}{done.stderr}"] * (done.returncode != 0)
    return wrong, {0: "planned", 4: "infeasible"}.get(code, "refused") + (" with whole numbers" if whole else "")


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    options.add_argument("--seeds", default="0-99", help="first-last, or one seed")
    options.add_argument("--gigaplan", default=str(ROOT / "build" / "gigaplan"))
    options.add_argument("--keep", default="", help="folder in which what disagrees is kept")
    options.add_argument("--limit", type=float, default=60, help="seconds for each plan")
    chosen = options.parse_args()
    first, _, last = chosen.seeds.partition("-")
    counts, bad = collections.Counter(), []
    with tempfile.TemporaryDirectory() as scratch:
        for seed in range(int(first), int(last or first) + 1):
            folder = pathlib.Path(chosen.keep or scratch) / str(seed)
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "s.toml").write_text(scenario(seed))
            wrong, word = judge(chosen.gigaplan, folder, chosen.limit)
            counts[word] += 1
            bad += [seed] * bool(wrong)
            for line in wrong:
                print(f"seed {seed}: {line}", flush=True)
    print(", ".join(f"{n} {word}" for word, n in sorted(counts.items())) + f"; wrong: {bad or 'none'}")
    return 1 if bad else 0


sys.exit(main())
