#!/usr/bin/env python3
"""Makes a small grid of Germany as a PyPSA network (a CSV folder): five buses, eight corridors, 8,760 hours.

    tools/make-grid.py FOLDER [--seed N]

Yearly generation by kind, fuel prices, efficiencies and costs come from catalogue/ (with their sources). How load and
plants spread over the regions, the corridors and the weather are our own assumptions: this is an example, no model of
the German grid. Standard library only; the same seed gives the same bytes."""
import argparse
import csv
import math
import pathlib
import random
import tomllib

CATALOGUE = pathlib.Path(__file__).resolve().parents[1] / "catalogue"
HOURS, YEAR, RATE, CARBON_PRICE = 8760, 2030, 0.06, 75.0

# bus: longitude, latitude, share of load, wind, solar, coal, gas, relative wind yield
BUSES = {
    "north": (9.9, 53.6, 0.14, 0.52, 0.17, 0.10, 0.12, 1.25),
    "west": (7.2, 51.4, 0.30, 0.16, 0.17, 0.50, 0.35, 0.90),
    "centre": (8.7, 50.1, 0.14, 0.08, 0.12, 0.05, 0.15, 0.85),
    "east": (13.3, 52.4, 0.16, 0.20, 0.20, 0.35, 0.13, 0.95),
    "south": (11.5, 48.3, 0.26, 0.04, 0.34, 0.00, 0.25, 0.75),
}
# corridor: from, to, 380 kV circuits, km
LINES = [("north", "west", 6, 260), ("north", "centre", 4, 400), ("north", "east", 4, 260), ("west", "centre", 6, 170),
         ("centre", "east", 4, 400), ("centre", "south", 6, 280), ("east", "south", 4, 460), ("west", "south", 4, 420)]
OHM_PER_KM, MVA_PER_CIRCUIT, LINE_COST = 0.25, 1700, 500  # reactance of a circuit; EUR/MVA/km over its life of 40 years


def load_catalogue():
    tables = {name: tomllib.loads((CATALOGUE / f"{name}.toml").read_text()) for name in ("energy", "countries", "finance")}
    germany = next(c for c in tables["countries"]["country"] if c["id"] == "DEU")
    technologies = {t["id"]: t for t in tables["energy"]["technology"]}
    index = next(f for f in tables["finance"]["finance"] if f["id"] == "deflator")
    return germany, technologies, index


class Figures:
    """Money in EUR of 2025, by the catalogue's price index of the euro area."""

    def __init__(self):
        self.germany, self.technologies, index = load_catalogue()
        self.index = {int(y): f["value"] for y, f in index["EUR"].items()}

    def take(self, technology, field):
        series = self.technologies[technology].get(field)
        if series is None:
            return 0.0
        figure = series[str(YEAR)] if str(YEAR) in series else series[min(series)]
        unit = figure["unit"]
        if unit.startswith("EUR_"):
            return figure["value"] * self.index[2025] / self.index[int(unit[4:8])]
        return figure["value"] / 100 if unit.startswith("%") else figure["value"]

    def running(self, technology):
        efficiency = self.take(technology, "efficiency") or 1
        return (self.take(technology, "vom") + self.take(technology, "fuel") / efficiency
                + CARBON_PRICE * self.take(technology, "co2") / efficiency)

    def yearly(self, technology):
        life = self.take(technology, "lifetime")
        return 1000 * self.take(technology, "capital_cost") * (RATE / (1 - (1 + RATE) ** -life) + self.take(technology, "fom"))

    def generation(self, kind):
        return self.germany["generation"][kind]["value"] * 1e6


def weather(seed):
    """By bus: capacity factors of wind and sun, hourly; a slow wind that all share and a quick one of each bus."""
    rng = random.Random(seed)
    shared, cloud, own = 0.0, 0.0, dict.fromkeys(BUSES, 0.0)
    wind, solar = {b: [] for b in BUSES}, {b: [] for b in BUSES}
    for h in range(HOURS):
        day, hour = h // 24, h % 24
        shared = 0.985 * shared + 0.17 * rng.gauss(0, 1)
        cloud = 0.96 * cloud + 0.28 * rng.gauss(0, 1)
        for bus, (lon, lat, *_, windy) in BUSES.items():
            own[bus] = 0.95 * own[bus] + 0.31 * rng.gauss(0, 1)
            speed = 6.3 * (1 + 0.18 * math.cos(2 * math.pi * (day - 15) / 365)) * math.exp(0.33 * shared + 0.2 * own[bus])
            wind[bus].append(min(0.95, windy * max(0.0, speed - 2.5) ** 2.2 / 150))
            declination = -0.409 * math.cos(2 * math.pi * (day + 10) / 365)
            angle = math.pi / 12 * (hour + 0.5 + lon / 15 - 12)
            phi = math.radians(lat)
            height = math.sin(phi) * math.sin(declination) + math.cos(phi) * math.cos(declination) * math.cos(angle)
            clear = 1 / (1 + math.exp(-(0.5 + 0.9 * cloud + 0.2 * own[bus])))
            solar[bus].append(max(0.0, height) * (0.2 + 0.6 * clear))
    return wind, solar


def demand():
    day = [0.80, 0.77, 0.75, 0.75, 0.78, 0.84, 0.95, 1.05, 1.10, 1.12, 1.12, 1.12,
           1.11, 1.09, 1.07, 1.06, 1.07, 1.11, 1.13, 1.12, 1.07, 1.01, 0.95, 0.87]
    shape = [day[(h + 1) % 24] * (0.9 if (h // 24 + 4) % 7 >= 5 else 1.03)
             * (1 + 0.1 * math.cos(2 * math.pi * (h // 24 - 15) / 365)) for h in range(HOURS)]
    mean = sum(shape) / HOURS
    return [s / mean for s in shape]


def write(folder, name, header, rows):
    with open(folder / name, "w", newline="") as f:
        csv.writer(f, lineterminator="\n").writerows([header, *rows])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    f = Figures()
    args.folder.mkdir(parents=True, exist_ok=True)
    wind, solar = weather(args.seed)
    shape = demand()
    mean_load = f.germany["electricity"]["value"] * 1e6 / HOURS

    generators, series = [], {}

    def generator(bus, kind, capacity, cost, efficiency=1.0, grow=0.0, factors=None):
        name = f"{bus} {kind}"
        generators.append([name, bus, kind.removesuffix(" new"), round(0 if grow else capacity, 1), "True" if grow else "False",
                           round(capacity, 1) if grow else "inf", round(grow, 2), round(cost, 3), efficiency])
        if factors:
            series[name] = factors

    hydro = f.generation("hydro") / HOURS
    for bus, (_, _, load, windy, sunny, coal, gas, _) in BUSES.items():
        wind_sum, solar_sum = sum(wind[bus]), sum(solar[bus])
        generator(bus, "wind", f.generation("wind") * windy / wind_sum, 0, factors=wind[bus])
        generator(bus, "solar", f.generation("solar") * sunny / solar_sum, 0.01, factors=solar[bus])
        generator(bus, "biomass", f.generation("other") * load / HOURS, 0.02)
        if coal:
            generator(bus, "coal", f.generation("coal") * coal / (HOURS * 0.45), f.running("coal"), f.take("coal", "efficiency"))
        generator(bus, "gas", f.generation("gas") * gas / (HOURS * 0.35), f.running("CCGT"), f.take("CCGT", "efficiency"))
        generator(bus, "peaker", 0.3 * mean_load * load, f.running("OCGT"), f.take("OCGT", "efficiency"))
        generator(bus, "wind new", 15000 * windy, f.take("onwind", "vom"), grow=f.yearly("onwind"), factors=wind[bus])
        generator(bus, "solar new", 30000 * sunny, 0.01, grow=f.yearly("solar-utility"), factors=solar[bus])
        generator(bus, "unserved", 5 * mean_load * load, 4000 + load)
    generator("south", "hydro", hydro, 0.03)

    snapshots = [f"2030-{m + 1:02}-{d + 1:02} {h:02}:00:00"
                 for m, days in enumerate((31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)) for d in range(days) for h in range(24)]
    write(args.folder, "network.csv", ["name", "pypsa_version"], [["five-bus Germany, synthetic", "1.0.0"]])
    write(args.folder, "snapshots.csv", ["snapshot", "objective", "stores", "generators"], [[s, 1, 1, 1] for s in snapshots])
    write(args.folder, "buses.csv", ["name", "v_nom", "x", "y", "carrier"], [[b, 380, v[0], v[1], "AC"] for b, v in BUSES.items()])
    carbon = {"coal": "coal", "gas": "CCGT", "peaker": "OCGT"}
    kinds = ["AC", "wind", "solar", "biomass", "coal", "gas", "peaker", "hydro", "unserved"]
    write(args.folder, "carriers.csv", ["name", "co2_emissions"], [[k, f.take(carbon[k], "co2") if k in carbon else 0] for k in kinds])
    write(args.folder, "loads.csv", ["name", "bus"], [[f"{b} load", b] for b in BUSES])
    write(args.folder, "loads-p_set.csv", ["snapshot", *(f"{b} load" for b in BUSES)],
          [[s, *(round(mean_load * v[2] * shape[h]) for v in BUSES.values())] for h, s in enumerate(snapshots)])
    write(args.folder, "generators.csv",
          ["name", "bus", "carrier", "p_nom", "p_nom_extendable", "p_nom_max", "capital_cost", "marginal_cost", "efficiency"], generators)
    write(args.folder, "generators-p_max_pu.csv", ["snapshot", *series],
          [[s, *(f"{v[h]:.2f}".rstrip("0").rstrip(".") for v in series.values())] for h, s in enumerate(snapshots)])
    yearly = RATE / (1 - (1 + RATE) ** -40)
    write(args.folder, "lines.csv",
          ["name", "bus0", "bus1", "carrier", "x", "r", "s_nom", "s_nom_extendable", "s_nom_min", "s_nom_max", "capital_cost", "length"],
          [[f"{a}-{b}", a, b, "AC", round(OHM_PER_KM * km / n, 4), 0.01, n * MVA_PER_CIRCUIT, "True", n * MVA_PER_CIRCUIT,
            2 * n * MVA_PER_CIRCUIT, round(LINE_COST * km * yearly, 2), km] for a, b, n, km in LINES])


if __name__ == "__main__":
    main()
