#!/usr/bin/env python3
"""Differential test of `gigaplan finance --sam` with PySAM: random single-owner inputs, every result compared by key.

    tools/compare-sam.py [--count 200] [--seed 1] [--program build/gigaplan] [--keep DIR]

Exit 0: all agree. 1: some do not; each mismatch is printed by case and key. 77: PySAM is not installed (skipped). With
CI=true or --install PySAM is put into build/sam-venv. The seeds SEED … SEED+COUNT-1 give the same cases everywhere.
"""
import argparse
import json
import math
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYSAM = "NREL-PySAM==7.1.1.post1"
CLASSES = ["macrs_5", "macrs_15", "sl_5", "sl_15", "sl_20", "sl_39", "custom"]
GIVERS = ["fed", "sta", "uti", "oth"]
HOURS = 8760


def load_pysam(install):
    try:
        import PySAM.Singleowner as module
        return module
    except ImportError:
        pass
    venv = ROOT / "build" / "sam-venv"
    python = venv / "bin" / "python"
    if install and not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", PYSAM], check=True)
    if python.exists() and Path(sys.prefix) != venv:
        os.execv(str(python), [str(python), *sys.argv])
    print("skipped: PySAM is not installed (pip install NREL-PySAM, or --install)")
    sys.exit(77)


def profile(rng, capacity, steps, buys):
    """A year of power in kW: a sun-like or a wind-like or a flat shape, sometimes with hours of own use."""
    kind = rng.choice(["sun", "wind", "flat"])
    out = []
    level = rng.random()
    for i in range(HOURS * steps):
        hour = i / steps
        if kind == "sun":
            value = max(0.0, math.sin((hour % 24 - 6) / 12 * math.pi)) * (0.6 + 0.4 * rng.random())
        elif kind == "wind":
            level = min(1.0, max(0.0, level + rng.uniform(-0.1, 0.1)))
            value = level
        else:
            value = 0.9
        if buys and value < 0.05:
            value = -0.02 * rng.random()
        out.append(capacity * value)
    return out


def share(rng, probability, low, high):
    return rng.uniform(low, high) if rng.random() < probability else 0.0


def amounts(rng, probability, low, high, years):
    """One figure or, sometimes, a list by year (shorter or longer than the analysis)."""
    if rng.random() >= probability:
        return [0.0]
    if rng.random() < 0.7:
        return [rng.uniform(low, high)]
    return [rng.uniform(low, high) for _ in range(rng.choice([2, 5, years, min(50, years + 3)]))]


def flag(rng):
    return rng.randint(0, 1)


def money(rng, case, years):
    cost = rng.uniform(0.8, 3.5) * 1000 * case["system_capacity"]
    case.update(
        total_installed_cost=cost,
        construction_financing_cost=cost * share(rng, 0.7, 0, 0.08),
        salvage_percentage=share(rng, 0.5, 0, 40),
        inflation_rate=rng.uniform(0, 6), real_discount_rate=rng.uniform(1, 12),
        federal_tax_rate=amounts(rng, 0.95, 5, 40, years) if rng.random() < 0.3 else [rng.uniform(0, 40)],
        state_tax_rate=amounts(rng, 0.7, 0, 12, years) if rng.random() < 0.3 else [share(rng, 0.7, 0, 12)],
        property_tax_rate=share(rng, 0.5, 0, 3), prop_tax_cost_assessed_percent=rng.uniform(20, 100),
        prop_tax_assessed_decline=share(rng, 0.6, 0, 9), insurance_rate=share(rng, 0.5, 0, 2),
        om_fixed=amounts(rng, 0.5, 0, 2e6, years), om_fixed_escal=share(rng, 0.4, -1, 3),
        om_production=amounts(rng, 0.5, 0, 15, years), om_production_escal=share(rng, 0.4, -1, 3),
        om_capacity=amounts(rng, 0.8, 0, 60, years), om_capacity_escal=share(rng, 0.4, -1, 3),
        om_fuel_cost=amounts(rng, 0.2, 0, 5, years), om_fuel_cost_escal=share(rng, 0.2, 0, 3),
        system_heat_rate=share(rng, 0.3, 5, 12), annual_fuel_usage=share(rng, 0.3, 0, 1e8),
        om_opt_fuel_1_cost=amounts(rng, 0.2, 0, 50, years), om_opt_fuel_1_usage=share(rng, 0.3, 0, 5e4),
        om_opt_fuel_2_cost=amounts(rng, 0.2, 0, 50, years), om_opt_fuel_2_usage=share(rng, 0.3, 0, 5e4),
        om_opt_fuel_1_cost_escal=share(rng, 0.2, 0, 3), om_opt_fuel_2_cost_escal=share(rng, 0.2, 0, 3),
        land_area=share(rng, 0.5, 0, 2000), om_land_lease=amounts(rng, 0.5, 0, 1500, years),
        om_land_lease_escal=share(rng, 0.3, 0, 3))
    if rng.random() < 0.15:
        case.update(system_use_recapitalization=1, system_recapitalization_cost=cost * rng.uniform(0, 0.2),
                    system_recapitalization_escalation=share(rng, 0.5, 0, 4),
                    system_lifetime_recapitalize=[float(rng.random() < 0.1) for _ in range(years)])


def output_and_price(rng, case, years):
    lifetime = int(rng.random() < 0.15 and years <= 12)  # keeps the files small
    steps = rng.choice([2, 2, 3, 4, 5, 12, 60]) if not lifetime and rng.random() < 0.12 else 1
    buys = rng.random() < 0.2
    year = profile(rng, case["system_capacity"], steps, buys)
    case["system_use_lifetime_output"] = lifetime
    case["degradation"] = amounts(rng, 0.8, 0, 2, years)
    case["gen"] = year if not lifetime else [p * (1 - 0.005 * y) for y in range(years) for p in year]
    energy = sum(year) / steps
    case["annual_energy_pre_curtailment_ac"] = energy * (1 + share(rng, 0.4, 0, 0.1))
    case["system_pre_curtailment_kwac"] = [p * 1.03 for p in case["gen"]]
    case["grid_curtailment_price"] = amounts(rng, 0.4, 0, 0.05, years)
    case["grid_curtailment_price_esc"] = share(rng, 0.3, 0, 3)
    kind = flag(rng)
    case.update(cp_capacity_payment_type=kind, cp_capacity_payment_esc=share(rng, 0.4, 0, 3),
                cp_capacity_payment_amount=amounts(rng, 0.4, 0, 2e6 if kind else 4e4, years),
                cp_capacity_credit_percent=amounts(rng, 0.9, 0, 100, years),
                cp_system_nameplate=rng.choice([case["system_capacity"] / 1000, rng.uniform(0, 400)]), cp_battery_nameplate=share(rng, 0.3, 0, 50))
    price = rng.uniform(0.02, 0.16)
    case["ppa_soln_mode"] = 0 if rng.random() < 0.35 else 1
    case["ppa_price_input"] = [price] if rng.random() < 0.8 else [price * 1.01**y for y in range(rng.choice([3, years]))]
    case["ppa_escalation"] = share(rng, 0.6, 0, 3)
    case["flip_target_percent"] = rng.uniform(4, 16)
    case["flip_target_year"] = rng.randint(3, years + 5)
    case["en_electricity_rates"] = 1 if case["ppa_soln_mode"] == 0 else rng.choice([0, 1, 2])
    if rng.random() < 0.2:
        case["utility_bill_w_sys"] = [0.0] + [rng.uniform(0, 3e5) for _ in range(years)]
    case["ppa_multiplier_model"] = int(rng.random() < 0.3)
    periods = rng.randint(1, 9)
    case["dispatch_factors_ts"] = [rng.uniform(0.5, 2) for _ in range(HOURS * steps)]
    case["dispatch_tod_factors"] = [rng.uniform(0.5, 2) for _ in range(9)]
    for table in ["dispatch_sched_weekday", "dispatch_sched_weekend"]:
        case[table] = [[float(rng.randint(1, periods)) for _ in range(24)] for _ in range(12)]


def finance(rng, case, years):
    case.update(
        debt_option=flag(rng), debt_percent=rng.choice([0.0, rng.uniform(10, 90)]), payment_option=flag(rng),
        term_tenor=rng.choice([0, 1, 2, rng.randint(1, years), rng.randint(1, years), years, years + 3]),
        term_int_rate=rng.choice([0.0, rng.uniform(1, 11), rng.uniform(1, 11), rng.uniform(1, 11)]),
        loan_moratorium=rng.choice([0, 0, 0, 1, 2]), dscr=rng.uniform(1.0, 2.2),
        dscr_limit_debt_fraction=flag(rng), dscr_maximum_debt_fraction=rng.uniform(20, 100),
        dscr_reserve_months=rng.choice([0, 6, rng.uniform(0, 18)]), cost_debt_closing=share(rng, 0.6, 0, 1e6),
        cost_debt_fee=share(rng, 0.7, 0, 4), cost_other_financing=share(rng, 0.6, 0, 1e6),
        months_working_reserve=rng.choice([0, 6, rng.uniform(0, 12)]),
        months_receivables_reserve=rng.choice([0, rng.uniform(0, 6)]), reserves_interest=rng.uniform(0, 4))
    for i in (1, 2, 3):
        case[f"equip{i}_reserve_cost"] = share(rng, 0.5, 0, 0.3)
        case[f"equip{i}_reserve_freq"] = rng.choice([0, rng.randint(1, 20)])
    if case["debt_option"] == 0 and case["loan_moratorium"] >= case["term_tenor"]:
        case["loan_moratorium"] = 0


def taxes_and_incentives(rng, case, years):
    parts = [rng.random() if rng.random() < 0.5 else 0 for _ in CLASSES]
    scale = rng.uniform(60, 100) / (sum(parts) or 1)
    for name, part in zip(CLASSES, parts):
        case[f"depr_alloc_{name}_percent"] = part * scale
    case["depr_custom_schedule"] = rng.choice([[0.0], [100.0], [25.0] * 4, [10.0] * 10])
    for tax in ("fed", "sta"):
        case[f"depr_{tax}bas_method"] = flag(rng)
        case[f"depr_bonus_{tax}"] = share(rng, 0.4, 0, 100)
        case[f"equip_reserve_depr_{tax}"] = rng.randint(0, 6)
        for name in CLASSES:
            case[f"depr_bonus_{tax}_{name}"] = flag(rng)
            case[f"depr_itc_{tax}_{name}"] = flag(rng)
        case[f"itc_{tax}_amount"] = amounts(rng, 0.3, 0, 0.1 * case["total_installed_cost"], min(years, 6))
        case[f"itc_{tax}_percent"] = amounts(rng, 0.4, 0, 40, min(years, 6))[:years]
        case[f"itc_{tax}_percent_maxvalue"] = rng.choice([[1e38], [1e38], [0.05 * case["total_installed_cost"]], [1e7, 2e7]])
        for what in ("amount", "percent"):
            for basis in ("fed", "sta"):
                case[f"itc_{tax}_{what}_deprbas_{basis}"] = flag(rng)
        case[f"ptc_{tax}_amount"] = amounts(rng, 0.5, 0, 0.04, years)
        case[f"ptc_{tax}_term"] = rng.randint(0, 15)
        case[f"ptc_{tax}_escal"] = share(rng, 0.7, 0, 4)
    for giver in GIVERS:
        case[f"ibi_{giver}_amount"] = share(rng, 0.3, 0, 0.05 * case["total_installed_cost"])
        case[f"ibi_{giver}_percent"] = share(rng, 0.3, 0, 8)
        case[f"ibi_{giver}_percent_maxvalue"] = rng.choice([1e38, 1e38, 0.03 * case["total_installed_cost"]])
        case[f"cbi_{giver}_amount"] = share(rng, 0.3, 0, 0.1)
        case[f"cbi_{giver}_maxvalue"] = rng.choice([1e38, 1e38, 5e6])
        case[f"pbi_{giver}_amount"] = amounts(rng, 0.3, 0, 0.02, years)
        case[f"pbi_{giver}_term"] = rng.randint(0, 15)
        case[f"pbi_{giver}_escal"] = share(rng, 0.5, 0, 3)
        case[f"pbi_{giver}_for_ds"] = flag(rng)
        for tax in ("fed", "sta"):
            case[f"pbi_{giver}_tax_{tax}"] = flag(rng)
            for grant in (f"ibi_{giver}_amount", f"ibi_{giver}_percent", f"cbi_{giver}"):
                case[f"{grant}_tax_{tax}"] = flag(rng)
                case[f"{grant}_deprbas_{tax}"] = flag(rng)


def additions(rng, case, years):
    """A battery and a fuel cell beside the plant, with their operating and replacement cost."""
    if rng.random() >= 0.15:
        return
    kinds = rng.randint(1, 2)
    case.update(add_om_num_types=kinds, en_batt=1, om_batt_nameplate=rng.uniform(1e3, 5e4),
                om_batt_fixed_cost=amounts(rng, 0.5, 0, 2e5, years), om_batt_variable_cost=amounts(rng, 0.5, 0, 5, years),
                om_batt_capacity_cost=amounts(rng, 0.5, 0, 20, years), batt_computed_bank_capacity=rng.uniform(1e3, 2e5),
                om_batt_replacement_cost=amounts(rng, 0.8, 50, 300, years), om_replacement_cost_escal=share(rng, 0.5, -2, 2),
                batt_annual_discharge_energy=[rng.uniform(0, 1e7) for _ in range(years)],
                batt_replacement_option=rng.randint(0, 2),
                batt_bank_replacement=[float(rng.random() < 0.1) for _ in range(years)],
                batt_replacement_schedule_percent=[rng.uniform(0, 100) for _ in range(years)])
    if kinds == 2:
        case.update(om_fuelcell_nameplate=rng.uniform(1e3, 5e4), om_fuelcell_fixed_cost=amounts(rng, 0.5, 0, 2e5, years),
                    om_fuelcell_variable_cost=amounts(rng, 0.5, 0, 5, years),
                    om_fuelcell_capacity_cost=amounts(rng, 0.5, 0, 20, years),
                    fuelcell_annual_energy_discharged=[rng.uniform(0, 1e7) for _ in range(years)],
                    fuelcell_replacement_option=rng.randint(0, 2), om_fuelcell_replacement_cost=[rng.uniform(50, 300)],
                    fuelcell_replacement=[float(rng.random() < 0.1) for _ in range(years)],
                    fuelcell_replacement_schedule=[float(rng.random() < 0.1) for _ in range(years)])


def storage(rng, case, years):
    """What the levelised cost of storage asks for: a battery that charges from the plant and from the grid."""
    if rng.random() >= 0.2:
        return
    lifetime, count = case["system_use_lifetime_output"], len(case["gen"])
    months = lambda low, high: [rng.uniform(low, high) for _ in range(12)]
    case.update(battery_total_cost_lcos=0.2 * case["total_installed_cost"] * rng.random() + 1,
                batt_salvage_percentage=share(rng, 0.5, 0, 100),
                batt_annual_charge_from_system=[rng.uniform(0, 1e6) for _ in range(years)],
                batt_annual_charge_energy=[rng.uniform(0, 1e6) for _ in range(years)],
                batt_capacity_percent=[rng.uniform(50, 100) for _ in range(rng.choice([1, 5, 100]))],
                grid_to_batt=[rng.uniform(0, 500) if rng.random() < 0.2 else 0.0 for _ in range(count)],
                monthly_grid_to_batt=months(0, 1e4), monthly_batt_to_grid=months(0, 1e4), monthly_system_to_grid=months(0, 1e5),
                degradation=amounts(rng, 0.8, 0, 2, years))
    if not lifetime or "batt_annual_discharge_energy" not in case:
        case["batt_annual_discharge_energy"] = [rng.uniform(1, 1e6) for _ in range(years)]
    if rng.random() < 0.3:
        case["rate_escalation"] = amounts(rng, 1, 0, 3, years)
    if case.get("en_electricity_rates") == 1:
        table = lambda high: [[rng.uniform(0, high) for _ in range(12)] for _ in range(years + 1)]
        case.update(year1_monthly_electricity_to_grid=months(-2e4, 1e4), charge_w_sys_ec_ym=table(1e5), true_up_credits_ym=table(1e3))


def rarely_given(rng, case, years):
    """The end of the price search, a hybrid's cost, other kinds of battery, output without it, and what has no bearing."""
    if rng.random() < 0.3:
        case.update(ppa_soln_min=rng.choice([0, 1.0]), ppa_soln_max=rng.choice([50, 100, 200]),
                    ppa_soln_tolerance=rng.choice([1e-5, 1e-4, 1e-6]), ppa_soln_max_iterations=rng.choice([20, 100, 200]))
    if rng.random() < 0.1:
        case["cf_hybrid_om_sum"] = [0.0] + [rng.uniform(0, 1e5) for _ in range(years)]
        case["is_hybrid"] = flag(rng)
    if "en_batt" in case and rng.random() < 0.3:
        case[rng.choice(["en_standalone_batt", "en_wave_batt"])] = 1
    if rng.random() < 0.15:
        case["gen_without_battery"] = [p * 0.99 for p in case["gen"]]
    if rng.random() < 0.15:
        case["annual_fuel_usage_lifetime"] = [rng.uniform(0, 1e8) for _ in range(years)]
    if rng.random() < 0.2:
        case.update(gen_purchases=[0.0] * len(case["gen"]), batt_meter_position=flag(rng), en_fuelcell=flag(rng),
                    fuelcell_computed_bank_capacity=rng.uniform(0, 1e4), om_production1_values=[1.0], om_production2_values=[2.0],
                    battery_per_kWh=200.0, fuelcell_per_kWh=100.0, ur_metering_option=rng.randint(0, 4),
                    ur_monthly_fixed_charge=rng.uniform(0, 100), ur_nm_yearend_sell_rate=0.02, ur_sell_eq_buy=flag(rng))


def random_case(seed):
    rng = random.Random(seed)
    years = rng.choice([rng.randint(2, 12), 20, 25, 30, rng.randint(2, 50)])
    case = {"analysis_period": years, "system_capacity": rng.uniform(1e3, 3e5)}
    money(rng, case, years)
    output_and_price(rng, case, years)
    finance(rng, case, years)
    taxes_and_incentives(rng, case, years)
    additions(rng, case, years)
    more = random.Random(f"more {seed}")  # of its own, so that the cases above stay as they were
    rarely_given(more, case, years)
    storage(more, case, years)
    if rng.random() < 0.2:
        case["monthly_energy"] = [1.0] * 12
    if rng.random() < 0.4:  # a third of the keys are left to their defaults
        needed = {"gen", "total_installed_cost", "construction_financing_cost", "system_use_lifetime_output", "degradation",
                  "ppa_price_input", "federal_tax_rate", "state_tax_rate", "depr_custom_schedule", "real_discount_rate",
                  "inflation_rate", "system_capacity", "analysis_period", "system_pre_curtailment_kwac",
                  "en_electricity_rates", "ppa_soln_mode", "is_hybrid", "cf_hybrid_om_sum", "gen_without_battery",
                  "annual_fuel_usage_lifetime", "battery_total_cost_lcos", "grid_to_batt", "charge_w_sys_ec_ym", "true_up_credits_ym",
                  "year1_monthly_electricity_to_grid", "monthly_grid_to_batt", "monthly_batt_to_grid", "monthly_system_to_grid"}
        if rng.random() < 0.5:
            case.pop("cp_system_nameplate")  # SAM asks for none: it takes it from system_capacity
        for name in sorted(case):
            bound = name.startswith(("cp_", "dispatch_", "batt_", "om_batt", "om_fuel", "fuelcell", "en_", "add_om"))
            if name not in needed and not bound and rng.random() < 0.35:
                del case[name]
    return case


def missing(value):
    return value is None or (isinstance(value, float) and math.isnan(value))


def agree(ours, theirs, scale):
    if missing(ours) or missing(theirs):
        return missing(ours) and missing(theirs)
    # 1e-6 of the value; what is zero but for rounding is held against the largest of its row
    return abs(ours - theirs) <= 1e-6 * abs(theirs) + 1e-10 * scale + 1e-9


def mismatches(ours, theirs):
    out = []
    for key, value in sorted(theirs.items()):
        if key not in ours:
            out.append(f"{key}: missing")
        elif isinstance(value, (tuple, list)):
            mine = ours[key]
            if len(mine) != len(value):
                out.append(f"{key}: {len(mine)} entries, SAM has {len(value)}")
                continue
            scale = max((abs(v) for v in value if not missing(v)), default=0.0)
            for year, (a, b) in enumerate(zip(mine, value)):
                if not agree(a, b, scale):
                    out.append(f"{key}({year}): {a}, SAM has {b}")
                    break
        elif not agree(ours[key], value, 0.0):
            out.append(f"{key}: {ours[key]}, SAM has {value}")
    return out


def run_sam(module, case):
    model = module.new()
    for key, value in case.items():
        model.value(key, value)
    model.execute(0)
    return model.Outputs.export()


def inputs_of(module):
    """Names of all inputs of the module."""
    model = module.new()
    groups = [name for name in dir(model) if name[0].isupper() and name != "Outputs"]
    of = lambda group: {name for name in dir(getattr(model, group)) if name[0] != "_"} - {"assign", "export", "replace"}
    return set().union(*map(of, groups))


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--count", type=int, default=200)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--program", default=str(ROOT / "build" / "gigaplan"))
    arguments.add_argument("--install", action="store_true", help="put PySAM into build/sam-venv when it is missing")
    arguments.add_argument("--keep", help="folder for the cases that differ")
    options = arguments.parse_args()
    module = load_pysam(options.install or os.environ.get("CI") == "true")
    bad = refused = compared = 0
    drawn = set()
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(options.seed, options.seed + options.count):
            case = random_case(seed)
            drawn |= set(case)
            path = Path(options.keep or folder) / f"case{seed}.json"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(case))
            run = subprocess.run([options.program, "finance", "--sam", str(path), "--json"], capture_output=True, text=True)
            try:
                theirs = run_sam(module, case)
            except Exception as error:  # SAM gives no answer: then neither may we
                refused += 1
                if run.returncode != 3:
                    bad += 1
                    print(f"case {seed}: SAM refuses ({str(error).strip().splitlines()[-1][:120]}), exit here {run.returncode}")
                continue
            found = mismatches(json.loads(run.stdout), theirs) if run.returncode == 0 else [run.stdout[-800:] + run.stderr[-800:]]
            compared += 1
            if found:
                bad += 1
                print(f"case {seed}: {len(found)} of {len(theirs)} results differ")
                for line in found[:40]:
                    print("   ", line)
            elif options.keep:
                path.unlink()
    inputs = inputs_of(module)
    print(f"{len(drawn & inputs)} of {len(inputs)} inputs drawn; never: {', '.join(sorted(inputs - drawn)) or 'none'}")
    print(f"{compared} cases compared, {refused} that SAM refuses, {bad} differ")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
