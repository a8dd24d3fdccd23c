#!/usr/bin/env python3
"""Writes a made-up network as a PyPSA CSV folder: SITES in a ring × HOURS × YEARS (investment periods of five years).

    bench/solver/synthetic.py FOLDER [--sites 10] [--hours 8760] [--years 1]

Every site has a load, sun, wind, gas, shedding, a battery, and hydrogen with its own bus, electrolysis, turbine and
cavern; neighbours are joined by links; one limit on carbon. The series come from a generator with a fixed seed:
nothing here is a figure about the world, and the same arguments give the same bytes. Needs Python alone.
"""
import argparse
import csv
import datetime
import math
import pathlib
import random

FIRST_YEAR, STEP = 2030, 5


def series(sites, hours, rng):
    """Load [MW], sun and wind [share of capacity] of each site: a day, a year, and weather that lasts for hours."""
    load, sun, wind = [], [], []
    for _ in range(sites):
        size, phase, gust = rng.uniform(5e3, 6e4), rng.uniform(-1, 1), 0.0
        own_load, own_sun, own_wind = [], [], []
        for hour in range(hours):
            day = math.cos(2 * math.pi * (hour % 24 - 18 + phase) / 24)
            season = math.cos(2 * math.pi * hour / 8760)
            gust = 0.97 * gust + 0.24 * rng.gauss(0, 1)
            own_load.append(size * (1 + 0.18 * day + 0.15 * season + 0.02 * rng.gauss(0, 1)))
            height = math.sin(math.pi * ((hour + phase) % 24 - 6) / 12) - 0.25 * (1 + season) / 2
            own_sun.append(max(0.0, height) * (0.75 + 0.2 * math.tanh(rng.gauss(0, 1))))
            own_wind.append(1 / (1 + math.exp(1.4 - 0.5 * season - 1.5 * gust)))
        load.append(own_load)
        sun.append(own_sun)
        wind.append(own_wind)
    return load, sun, wind


def write(path, head, rows):
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(head)
        writer.writerows(rows)


def network(folder, sites, hours, years):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    load, sun, wind = series(sites, hours, random.Random(20261126))
    names = [f"s{i}" for i in range(sites)]
    peaks = [max(values) for values in load]
    periods = [FIRST_YEAR + STEP * y for y in range(years)]
    start = datetime.datetime(FIRST_YEAR, 1, 1)
    stamps = [str(start + datetime.timedelta(hours=h)) for h in range(hours)]
    weight = 8760 / hours
    if years > 1:
        labels, index = ["period", "timestep"], [(p, s) for p in periods for s in stamps]
        write(folder / "investment_periods.csv", ["period", "objective", "years"], [(p, STEP, STEP) for p in periods])
    else:
        labels, index = ["snapshot"], [(s,) for s in stamps]
    write(folder / "network.csv", ["name", "pypsa_version"], [["synthetic", "1.4.0"]])
    write(folder / "snapshots.csv", ["", *labels, "objective", "stores", "generators"],
          [(i, *at, weight, 1, weight) for i, at in enumerate(index)])
    write(folder / "carriers.csv", ["name", "co2_emissions"],
          [("AC", 0), ("hydrogen", 0), ("sun", 0), ("wind", 0), ("gas", 0.187), ("shed", 0)])
    write(folder / "buses.csv", ["name", "carrier"], [b for n in names for b in ((n, "AC"), (f"{n} H2", "hydrogen"))])
    write(folder / "loads.csv", ["name", "bus"], [(f"{n} load", n) for n in names])
    write(folder / "generators.csv",
          ["name", "bus", "carrier", "p_nom", "p_nom_extendable", "capital_cost", "marginal_cost", "efficiency"],
          [g for n, peak in zip(names, peaks) for g in (
              (f"{n} sun", n, "sun", 0, True, 51000, 0.01, 1), (f"{n} wind", n, "wind", 0, True, 101000, 0.015, 1),
              (f"{n} gas", n, "gas", 0.2 * peak, True, 56000, 65, 0.57),
              (f"{n} shed", n, "shed", 2 * peak, False, 0, 9000, 1))])
    write(folder / "storage_units.csv",
          ["name", "bus", "p_nom_extendable", "capital_cost", "marginal_cost", "max_hours", "efficiency_store",
           "efficiency_dispatch", "cyclic_state_of_charge"],
          [(f"{n} battery", n, True, 42000, 0.01, 6, 0.96, 0.96, True) for n in names])
    write(folder / "stores.csv", ["name", "bus", "e_nom_extendable", "capital_cost", "e_cyclic"],
          [(f"{n} cavern", f"{n} H2", True, 150, True) for n in names])
    ring = [(i, (i + 1) % sites) for i in range(sites if sites > 2 else sites - 1)]
    write(folder / "links.csv",
          ["name", "bus0", "bus1", "p_nom", "p_nom_extendable", "p_min_pu", "capital_cost", "efficiency"],
          [k for n in names for k in ((f"{n} electrolysis", n, f"{n} H2", 0, True, 0, 60000, 0.65),
                                      (f"{n} turbine", f"{n} H2", n, 0, True, 0, 70000, 0.55))]
          + [(f"{names[a]}-{names[b]}", names[a], names[b], 1000, True, -1, 20000, 1) for a, b in ring])
    total = weight * sum(map(sum, load))
    head = ["name", "type", "carrier_attribute", "sense", "constant"]
    limits = [(f"carbon {p}", "primary_energy", "co2_emissions", "<=", 0.03 * total) for p in periods]
    if years > 1:
        head.append("investment_period")
        limits = [(*row, p) for row, p in zip(limits, periods)]
    write(folder / "global_constraints.csv", head, limits)
    for file, columns in (("loads-p_set", {f"{n} load": v for n, v in zip(names, load)}),
                          ("generators-p_max_pu", {f"{n} sun": v for n, v in zip(names, sun)}
                           | {f"{n} wind": v for n, v in zip(names, wind)})):
        write(folder / f"{file}.csv", ["snapshot", *columns],
              [(y * hours + h, *(f"{v[h]:.6g}" for v in columns.values())) for y in range(years) for h in range(hours)])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--sites", type=int, default=10)
    parser.add_argument("--hours", type=int, default=8760)
    parser.add_argument("--years", type=int, default=1)
    options = parser.parse_args()
    network(options.folder, options.sites, options.hours, options.years)


if __name__ == "__main__":
    main()
