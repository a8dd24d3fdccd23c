#!/usr/bin/env python3
"""Random PyPSA networks, solved by PyPSA and by gigaplan: the two must agree.

    tools/compare-pypsa.py [--seeds 0-299] [--gigaplan build/gigaplan] [--keep FOLDER] [--no-coverage] [--covered FILE]

Every network is a small base (buses, loads, generators, load shedding) with "spices": each spice switches on some of
the attributes that gigaplan models. A mismatch is reported with its seed and shrunk: spices and snapshots are taken
away as long as the two still disagree. Coverage is listed against PyPSA's own attribute tables: every attribute that
src/gigaplan/exchange/pypsa/data/attributes.csv calls modelled must have been away from its default in a network.
Exit code 0 when everything agrees and is covered, 1 otherwise.

PyPSA is installed into build/venv-pypsa on first use (needs the package index once).
"""
import argparse
import csv
import fcntl
import json
import logging
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import venv
import warnings
import zlib

ROOT = pathlib.Path(__file__).resolve().parent.parent
PINNED = ["pypsa==1.4.0", "highspy==1.15.1"]


def in_venv():
    """Runs this script again inside a virtual environment that has PyPSA."""
    try:
        import pypsa  # noqa: F401
        return
    except ImportError:
        pass
    folder = ROOT / "build" / "venv-pypsa"
    python = folder / "bin" / "python"
    if os.environ.get("COMPARE_PYPSA_VENV"):
        sys.exit("compare-pypsa: PyPSA could not be installed")
    folder.parent.mkdir(exist_ok=True)
    with open(folder.with_suffix(".lock"), "w") as lock:  # tests that run side by side both find it missing
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not python.exists():
            venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *PINNED], check=True)
    os.environ["COMPARE_PYPSA_VENV"] = "1"
    os.execv(python, [str(python), __file__, *sys.argv[1:]])


in_venv()
warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)
import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402
import pypsa  # noqa: E402

TOLERANCE = 1e-6
SPICES = []


def spice(modes="single periods stochastic", share=0.25, integer=False, quadratic=False):
    """Registers a function that adds something to a network: in which modes, how often."""

    def register(function):
        SPICES.append((function.__name__, function, modes.split(), share, integer, quadratic))
        return function

    return register


class Case:
    """A network being made: its random numbers, its buses by carrier."""

    def __init__(self, seed, mode, spices, snapshots):
        self.rng = np.random.default_rng(seed)
        self.mode, self.T, self.risk, self.later = mode, snapshots, None, []
        n = self.n = pypsa.Network()
        index = pd.date_range("2030-01-01", periods=snapshots, freq="h")
        self.years = []
        if mode == "periods":
            self.years = [2030, 2035, 2042][: int(self.rng.integers(2, 4))]
            n.set_snapshots(pd.MultiIndex.from_product([self.years, index], names=["period", "timestep"]))
            n.investment_periods = self.years
            if self.rng.random() < 0.8:
                n.investment_period_weightings["objective"] = self.number(0.3, 5, len(self.years))
        else:
            n.set_snapshots(index)
        for name, co2 in [("AC", 0.0), ("gas", 0.2), ("wind", 0.0), ("coal", 0.34), ("battery", 0.0), ("heat", 0.0)]:
            n.add("Carrier", name, co2_emissions=co2)
        self.buses = [f"bus {i}" for i in range(int(self.rng.integers(2, 5)))]
        for bus in self.buses:
            n.add("Bus", bus, carrier="AC", v_nom=380.0)
        for i, bus in enumerate(self.buses):
            n.add("Load", f"load {i}", bus=bus, p_set=pd.Series(self.number(20, 120, len(n.snapshots)), n.snapshots))
            n.add("Generator", f"shed {i}", bus=bus, p_nom=1e4, marginal_cost=self.number(900, 1100), carrier="AC")
            n.add("Generator", f"gas {i}", bus=bus, p_nom=self.number(30, 150), marginal_cost=self.number(20, 90),
                  carrier="gas", efficiency=self.number(0.4, 0.6))
        for a, b in zip(self.buses, self.buses[1:]):
            n.add("Link", f"link {a}", bus0=a, bus1=b, p_nom=self.number(20, 60), p_min_pu=-1.0,
                  marginal_cost=self.number(0.01, 0.5))
        for name, function, *_ in SPICES:
            if name in spices:
                self.rng = np.random.default_rng([seed, zlib.crc32(name.encode())])  # the same whatever else is there
                function(self)
        if mode == "stochastic":
            names = ["low", "mid", "high"][: int(self.rng.integers(2, 4))]
            weights = self.number(0.2, 1, len(names))
            n.set_scenarios(dict(zip(names, weights / weights.sum())))
            for k, s in enumerate(names):
                factor = self.number(0.7, 1.4)
                n.generators.loc[(s, slice(None)), "marginal_cost"] *= factor
                if "p_set" in n.loads_t and not n.loads_t.p_set.empty:
                    n.loads_t.p_set.loc[:, s] = n.loads_t.p_set.loc[:, s].values * self.number(0.8, 1.1)
            for change in self.later:  # values that scenarios have for themselves
                for s in names:
                    change(s)
            if self.risk:
                n.set_risk_preference(**self.risk)

    def number(self, low, high, size=None):
        values = self.rng.uniform(low, high, size)
        return np.round(values, 4) if size else round(float(values), 4)

    def bus(self):
        return str(self.rng.choice(self.buses))

    def series(self, low, high):
        return pd.Series(self.number(low, high, len(self.n.snapshots)), self.n.snapshots)

    def maybe_series(self, low, high):
        return self.series(low, high) if self.rng.random() < 0.5 else self.number(low, high)

    def life(self):
        """Build year and lifetime so that the member is there in some period."""
        if not self.years:
            return {}
        year = int(self.rng.choice(self.years))
        return {"build_year": year - int(self.rng.integers(0, 3)), "lifetime": float(self.rng.choice([4, 8, 30]))}


@spice(share=0.5)
def weightings(c):
    w = c.n.snapshot_weightings
    w["objective"], w["stores"], w["generators"] = (c.number(0.5, 4, len(w)) for _ in range(3))


@spice("periods", share=0.6)
def period_years(c):
    c.n.investment_period_weightings["years"] = c.number(1, 9, len(c.years))


@spice(share=0.6)
def wind(c):
    c.n.add("Generator", "wind", bus=c.bus(), carrier="wind", p_nom_extendable=True, p_nom=c.number(0, 20),
            p_nom_min=c.number(0, 10), p_nom_max=c.number(50, 300), capital_cost=c.number(50, 800),
            p_max_pu=c.series(0, 1), p_min_pu=c.number(0, 0.05), marginal_cost=c.number(0.1, 2), **c.life())


@spice(share=0.4)
def overnight(c):
    if c.mode == "periods":
        c.n.snapshot_weightings["objective"] = 3.0
    c.n.add("Generator", "overnight", bus=c.bus(), carrier="wind", p_nom_extendable=True, overnight_cost=c.number(1e5, 2e6),
            discount_rate=float(c.rng.choice([0.0, 0.05, 0.08])), fom_cost=c.number(1, 50), p_max_pu=c.series(0, 1),
            build_year=c.years[0] if c.years else 0, lifetime=float(c.rng.choice([20, 40])))
    for component, extra in [("Link", {"bus0": c.buses[0], "bus1": c.buses[1]}), ("Store", {"bus": c.bus()}),
                             ("StorageUnit", {"bus": c.bus()}), ("Process", {"bus0": c.buses[1], "bus1": c.buses[0]}),
                             ("Line", {"bus0": c.buses[0], "bus1": c.buses[1], "x": 0.1}),
                             ("Transformer", {"bus0": c.buses[0], "bus1": c.buses[1], "x": 0.1, "s_nom": 10.0})]:
        if c.rng.random() < 0.5:
            stem = {"Store": "e_nom", "Line": "s_nom", "Transformer": "s_nom"}.get(component, "p_nom")
            c.n.add(component, f"overnight {component}", overnight_cost=c.number(1e4, 1e5), discount_rate=0.06,
                    fom_cost=c.number(0.1, 2), lifetime=25.0, build_year=c.years[0] if c.years else 0,
                    **{stem + "_extendable": True, stem + "_max": 200.0}, **extra)


@spice(share=0.25)
def capacity_set(c):
    for component, stem, extra in [("Generator", "p_nom", {"bus": c.bus()}), ("StorageUnit", "p_nom", {"bus": c.bus()}),
                                   ("Store", "e_nom", {"bus": c.bus()}),
                                   ("Link", "p_nom", {"bus0": c.buses[0], "bus1": c.buses[1]}),
                                   ("Process", "p_nom", {"bus0": c.buses[0], "bus1": c.buses[1]}),
                                   ("Line", "s_nom", {"bus0": c.buses[0], "bus1": c.buses[1], "x": 0.2}),
                                   ("Transformer", "s_nom", {"bus0": c.buses[0], "bus1": c.buses[1], "x": 0.2,
                                                             "s_nom": 9.0})]:
        if c.rng.random() < 0.5:
            c.n.add(component, f"set {component}", capital_cost=c.number(1, 20), **c.life(),
                    **{stem + "_extendable": True, stem + "_min": 1.0, stem + "_max": 90.0,
                       stem + "_set": c.number(5, 80)}, **extra)


@spice(share=0.2, integer=True)
def blocks(c):
    for component, stem, extra in [("Generator", "p_nom", {"bus": c.bus(), "marginal_cost": 5.0}),
                                   ("StorageUnit", "p_nom", {"bus": c.bus()}), ("Store", "e_nom", {"bus": c.bus()}),
                                   ("Link", "p_nom", {"bus0": c.buses[0], "bus1": c.buses[1]}),
                                   ("Process", "p_nom", {"bus0": c.buses[1], "bus1": c.buses[0]}),
                                   ("Line", "s_nom", {"bus0": c.buses[0], "bus1": c.buses[1], "x": 0.2}),
                                   ("Transformer", "s_nom", {"bus0": c.buses[0], "bus1": c.buses[1], "x": 0.2,
                                                             "s_nom": 9.0})]:
        if c.rng.random() < 0.4:
            c.n.add(component, f"blocks {component}", capital_cost=c.number(50, 300), **c.life(),
                    **{stem + "_extendable": True, stem + "_mod": c.number(7, 30), stem + "_max": 120.0}, **extra)


@spice(share=0.3)
def fixed_dispatch(c):
    values = c.series(5, 25)
    if c.rng.random() < 0.5:
        values.iloc[::2] = np.nan
    c.n.add("Generator", "given", bus=c.bus(), p_nom=40.0, p_set=values, marginal_cost=c.number(1, 5))
    c.n.add("Generator", "given once", bus=c.bus(), p_nom=40.0, p_set=c.number(5, 30))
    c.n.add("Link", "given link", bus0=c.buses[0], bus1=c.buses[1], p_nom=30.0, p_set=c.maybe_series(1, 9))
    c.n.add("Process", "given process", bus0=c.buses[0], bus1=c.buses[1], p_nom=30.0, p_set=c.maybe_series(1, 9))


@spice(share=0.3)
def must_run(c):
    c.n.add("Generator", "must run", bus=c.bus(), carrier="coal", p_nom=c.number(20, 50), p_min_pu=c.maybe_series(0.1, 0.5),
            p_max_pu=c.number(0.8, 1.0), marginal_cost=c.maybe_series(5, 40), efficiency=c.maybe_series(0.3, 0.5))
    c.n.add("Generator", "sink", bus=c.bus(), p_nom=c.number(5, 20), sign=-1.0, marginal_cost=-c.number(1, 50))


@spice(share=0.3)
def energy_sums(c):
    hours = len(c.n.snapshots)
    c.n.add("Generator", "hydro budget", bus=c.bus(), p_nom=60.0, marginal_cost=1.0, e_sum_max=c.number(10, 20) * hours)
    c.n.add("Generator", "take or pay", bus=c.bus(), p_nom=90.0, marginal_cost=c.number(100, 200),
            e_sum_min=c.number(1, 8) * hours)


@spice(share=0.3)
def ramps(c):
    up, down = c.number(0.05, 0.4), c.number(0.05, 0.4)
    c.n.add("Generator", "slow", bus=c.bus(), p_nom=80.0, marginal_cost=c.number(5, 15), ramp_limit_up=c.maybe_series(0.05, 0.4),
            ramp_limit_down=c.maybe_series(0.05, 0.4), p_init=c.number(10, 30) if c.rng.random() < 0.6 else np.nan)
    c.n.add("Generator", "slow new", bus=c.bus(), p_nom_extendable=True, p_nom_max=90.0, capital_cost=c.number(5, 60),
            marginal_cost=c.number(1, 9), ramp_limit_up=up, ramp_limit_down=down)
    c.n.add("Link", "slow link", bus0=c.buses[1], bus1=c.buses[0], p_nom=50.0, ramp_limit_up=c.maybe_series(0.1, 0.4),
            ramp_limit_down=c.maybe_series(0.1, 0.4), p_init=5.0 if c.rng.random() < 0.6 else np.nan, efficiency=0.98)
    c.n.add("Process", "slow process", bus0=c.buses[1], bus1=c.buses[0], p_nom=50.0, ramp_limit_up=c.maybe_series(0.1, 0.4),
            ramp_limit_down=c.maybe_series(0.1, 0.4), p_init=5.0 if c.rng.random() < 0.6 else np.nan, rate1=0.97)


def commitment(c, **extra):
    return dict(committable=True, p_min_pu=c.number(0.2, 0.5), start_up_cost=c.maybe_series(50, 900),
                shut_down_cost=c.maybe_series(10, 200), stand_by_cost=c.maybe_series(1, 30),
                min_up_time=int(c.rng.integers(0, 4)), min_down_time=int(c.rng.integers(0, 4)),
                up_time_before=int(c.rng.integers(0, 3)), down_time_before=int(c.rng.integers(0, 3)),
                ramp_limit_start_up=c.number(0.5, 1) if c.rng.random() < 0.6 else np.nan,
                ramp_limit_shut_down=c.number(0.5, 1) if c.rng.random() < 0.6 else np.nan,
                ramp_limit_up=c.number(0.3, 1) if c.rng.random() < 0.5 else np.nan,
                ramp_limit_down=c.number(0.3, 1) if c.rng.random() < 0.5 else np.nan, **c.life(), **extra)


@spice(share=0.3, integer=True)
def modules(c):
    """Several equal units that switch, as they stand or to be built."""
    for component, extra in [("Generator", {"bus": c.bus(), "carrier": "coal"}),
                             ("Link", {"bus0": c.buses[0], "bus1": c.buses[1]}),
                             ("Process", {"bus0": c.buses[1], "bus1": c.buses[0]})]:
        cost = c.number(3, 40) if component == "Generator" else -c.number(1, 5)
        size = c.number(10, 30)
        if c.rng.random() < 0.6:
            c.n.add(component, f"modules {component}", p_nom=size * int(c.rng.integers(2, 5)), p_nom_mod=size, marginal_cost=cost,
                    **{**commitment(c), "min_down_time": 0}, **extra)
        if c.rng.random() < 0.6:
            c.n.add(component, f"new modules {component}", p_nom_extendable=True, p_nom_mod=size, capital_cost=c.number(1, 50),
                    p_nom_max=90.0 if component != "Generator" or c.rng.random() < 0.5 else np.inf, marginal_cost=cost,
                    **{**commitment(c), "min_down_time": 0}, **extra)


@spice(share=0.3, integer=True)
def units(c):
    for i in range(int(c.rng.integers(1, 3))):
        c.n.add("Generator", f"unit {i}", bus=c.bus(), p_nom=c.number(40, 120), marginal_cost=c.number(3, 40),
                carrier="coal", **commitment(c))
    if c.rng.random() < 0.5:
        c.n.add("Link", "unit link", bus0=c.buses[0], bus1=c.buses[1], p_nom=40.0, marginal_cost=-c.number(1, 5),
                **commitment(c))
    if c.rng.random() < 0.5:
        c.n.add("Process", "unit process", bus0=c.buses[0], bus1=c.buses[1], p_nom=40.0, marginal_cost=-c.number(1, 5),
                **commitment(c))


@spice("single periods", share=0.2, integer=True)
def units_to_build(c):
    c.n.add("Generator", "new unit", bus=c.bus(), p_nom_extendable=True, p_nom_max=c.number(60, 150),
            capital_cost=c.number(10, 90), marginal_cost=c.number(3, 30), **commitment(c))


@spice(share=0.25, integer=True)
def units_without_limit(c):
    """Units that switch, of a size that nothing limits."""
    c.n.add("Generator", "boundless unit", bus=c.bus(), p_nom_extendable=True, p_max_pu=c.maybe_series(0.7, 1),
            capital_cost=c.number(10, 90), marginal_cost=c.number(3, 30), **commitment(c))
    if c.rng.random() < 0.4:
        c.n.add("Link", "boundless link", bus0=c.buses[0], bus1=c.buses[1], p_nom_extendable=True, capital_cost=c.number(1, 9),
                efficiency=0.98, **commitment(c))
    if c.rng.random() < 0.4:
        c.n.add("Process", "boundless process", bus0=c.buses[1], bus1=c.buses[0], p_nom_extendable=True, rate1=0.97,
                capital_cost=c.number(1, 9), **commitment(c))


def maintenance(c):
    """At most half of the horizon, in one or two events; periods count as one horizon."""
    hours = float(c.n.snapshot_weightings.generators.sum())
    events = int(c.rng.integers(1, 3))
    return dict(maintainable=True, maintenance_events=events, maintenance_duration=c.number(0.1, 0.5) * hours / events,
                maintenance_pu=c.number(0.3, 1))


@spice(share=0.3, integer=True)
def outages(c):
    """Maintenance of what stands, of what switches, of what is built."""
    two, back = {"bus0": c.buses[0], "bus1": c.buses[1]}, {"bus0": c.buses[1], "bus1": c.buses[0]}
    c.n.add("Generator", "serviced", bus=c.bus(), p_nom=c.number(30, 90), p_min_pu=c.number(0, 0.3), marginal_cost=c.number(3, 30),
            **maintenance(c))
    for component, extra in [("Generator", {"bus": c.bus(), "marginal_cost": c.number(3, 30)}), ("Link", two), ("Process", back)]:
        if c.rng.random() < 0.4:
            c.n.add(component, f"serviced {component}", p_nom=40.0, **maintenance(c), **extra)
        if c.rng.random() < 0.4:
            c.n.add(component, f"serviced new {component}", p_nom_extendable=True, p_nom_max=c.number(30, 90),
                    p_nom_min=c.number(0, 9), capital_cost=c.number(1, 30), **maintenance(c), **extra)
        cost = {"marginal_cost": c.number(3, 30)} if component == "Generator" else {"marginal_cost": -c.number(1, 5)}
        if c.rng.random() < 0.4:
            c.n.add(component, f"serviced unit {component}", p_nom=50.0, **maintenance(c),
                    **{**commitment(c), **extra, **cost})
        if c.rng.random() < 0.3:
            c.n.add(component, f"serviced modules {component}", p_nom=60.0, p_nom_mod=20.0, p_nom_max=60.0, **maintenance(c),
                    **{**commitment(c), **extra, **cost, "min_down_time": 0})
        if c.rng.random() < 0.3 and c.mode != "stochastic":
            c.n.add(component, f"serviced new unit {component}", p_nom_extendable=True, p_nom_max=c.number(40, 90),
                    capital_cost=c.number(1, 30), **maintenance(c), **{**commitment(c), **extra, **cost})


@spice(share=0.15, quadratic=True)
def quadratic(c):
    c.n.add("Generator", "square", bus=c.bus(), p_nom=90.0, marginal_cost=c.number(5, 20),
            marginal_cost_quadratic=c.maybe_series(0.05, 0.4))
    c.n.add("Link", "square link", bus0=c.buses[0], bus1=c.buses[1], p_nom=40.0,
            marginal_cost_quadratic=c.maybe_series(0.05, 0.4))
    c.n.add("Process", "square process", bus0=c.buses[0], bus1=c.buses[1], p_nom=40.0,
            marginal_cost_quadratic=c.maybe_series(0.05, 0.4))
    c.n.add("StorageUnit", "square unit", bus=c.bus(), p_nom=20.0, max_hours=3.0, cyclic_state_of_charge=True,
            marginal_cost_quadratic=c.maybe_series(0.05, 0.4))
    c.n.add("Store", "square store", bus=c.bus(), e_nom=30.0, e_cyclic=True, marginal_cost_quadratic=c.maybe_series(0.05, 0.2))


def chain(c, stem):
    """Flags of how a level starts and ends."""
    names = {"unit": ("cyclic_state_of_charge", "cyclic_state_of_charge_per_period", "state_of_charge_initial_per_period"),
             "store": ("e_cyclic", "e_cyclic_per_period", "e_initial_per_period")}[stem]
    flags = dict.fromkeys(names, False)
    if c.rng.random() < 0.7:
        flags[names[int(c.rng.integers(0, 3))]] = True
    return flags


@spice(share=0.5)
def storage_units(c):
    for i in range(int(c.rng.integers(1, 3))):
        c.n.add("StorageUnit", f"unit {i}", bus=c.bus(), carrier="battery", p_nom=c.number(10, 60), max_hours=c.number(1, 8),
                efficiency_store=c.maybe_series(0.8, 0.97), efficiency_dispatch=c.maybe_series(0.8, 0.97),
                standing_loss=c.maybe_series(0, 0.05), state_of_charge_initial=c.number(0, 15), marginal_cost=c.maybe_series(0, 3),
                marginal_cost_storage=c.maybe_series(0, 0.1), p_min_pu=-c.maybe_series(0.5, 1), p_max_pu=c.maybe_series(0.5, 1),
                **chain(c, "unit"), **c.life())
    c.n.add("StorageUnit", "new battery", bus=c.bus(), carrier="battery", p_nom_extendable=True, p_nom=c.number(0, 9),
            p_nom_min=c.number(0, 5), p_nom_max=c.number(20, 90), capital_cost=c.number(5, 200), max_hours=4.0,
            cyclic_state_of_charge=True, **c.life())


@spice("stochastic", share=0.5)
def scenarios_of_their_own(c):
    """Capacities, levels and limits that differ between scenarios."""
    two, hours = {"bus0": c.buses[0], "bus1": c.buses[1]}, float(c.n.snapshot_weightings.generators.sum())
    c.n.add("Generator", "own", bus=c.bus(), p_nom=30.0, marginal_cost=c.number(5, 30))
    c.n.add("Generator", "own energy", bus=c.bus(), p_nom=40.0, marginal_cost=c.number(5, 15), e_sum_max=10.0 * hours)
    c.n.add("Generator", "own must", bus=c.bus(), p_nom=40.0, marginal_cost=c.number(90, 150), e_sum_min=hours)
    c.n.add("StorageUnit", "own battery", bus=c.bus(), p_nom=20.0, max_hours=2.0, p_min_pu=-0.9, p_max_pu=c.maybe_series(0.5, 1))
    c.n.add("Store", "own store", bus=c.bus(), e_nom=50.0, standing_loss=c.number(0, 0.05))
    c.n.add("Link", "own link", p_nom=20.0, efficiency=0.97, **two)
    c.n.add("Line", "own line", x=0.1, s_nom=20.0, **two)
    c.n.add("Carrier", "own fuel", co2_emissions=0.5)
    c.n.add("Generator", "own burner", bus=c.bus(), carrier="own fuel", p_nom=50.0, marginal_cost=c.number(1, 9), efficiency=0.4)
    c.n.add("GlobalConstraint", "own limit", type="operational_limit", carrier_attribute="own fuel", sense="<=", constant=20.0 * hours)

    def change(s):
        n = c.n
        n.generators.loc[(s, "own"), "p_nom"] = c.number(0, 50)
        n.generators.loc[(s, "own energy"), "e_sum_max"] = c.number(5, 20) * hours
        n.generators.loc[(s, "own must"), "e_sum_min"] = c.number(0, 5) * hours
        n.storage_units.loc[(s, "own battery"), ["p_nom", "max_hours", "state_of_charge_initial"]] = c.number(5, 30), 3.0, c.number(0, 9)
        n.stores.loc[(s, "own store"), ["e_nom", "e_initial"]] = c.number(30, 60), c.number(0, 20)
        n.links.loc[(s, "own link"), "p_nom"] = c.number(5, 30)
        n.lines.loc[(s, "own line"), "s_nom"] = c.number(5, 30)
        n.global_constraints.loc[(s, "own limit"), "constant"] = c.number(5, 30) * hours

    c.later.append(change)


@spice(share=0.4)
def hydro(c):
    c.n.add("StorageUnit", "dam", bus=c.bus(), p_nom=c.number(20, 60), max_hours=c.number(3, 20), inflow=c.maybe_series(0, 60),
            spill_cost=c.maybe_series(0, 2), p_min_pu=0.0, cyclic_state_of_charge=bool(c.rng.random() < 0.5),
            state_of_charge_initial=c.number(0, 40), efficiency_dispatch=0.9)


@spice("single stochastic", share=0.3)
def storage_given(c):
    level = pd.Series(np.nan, c.n.snapshots)
    level.iloc[-1] = c.number(5, 20)
    c.n.add("StorageUnit", "level given", bus=c.bus(), p_nom=30.0, max_hours=4.0, state_of_charge_set=level)
    power = pd.Series(np.nan, c.n.snapshots)
    power.iloc[0] = -c.number(1, 9)
    c.n.add("StorageUnit", "power given", bus=c.bus(), p_nom=30.0, max_hours=4.0, p_set=power)
    out = pd.Series(np.nan, c.n.snapshots)
    out.iloc[1] = c.number(1, 5)
    c.n.add("StorageUnit", "out given", bus=c.bus(), p_nom=30.0, max_hours=9.0, state_of_charge_initial=90.0, p_dispatch_set=out)
    into = pd.Series(np.nan, c.n.snapshots)
    into.iloc[1] = c.number(1, 5)
    c.n.add("StorageUnit", "in given", bus=c.bus(), p_nom=30.0, max_hours=9.0, p_store_set=into, sign=c.number(0.8, 1.2))
    c.n.add("Store", "store level given", bus=c.bus(), e_nom=50.0, e_set=level)
    c.n.add("Store", "store power given", bus=c.bus(), e_nom=50.0, e_initial=25.0, p_set=power)
    c.n.add("Store", "store signed", bus=c.bus(), e_nom=20.0, e_cyclic=True, sign=c.number(0.8, 1.2), marginal_cost=0.1)


@spice(share=0.5)
def stores(c):
    for i in range(int(c.rng.integers(1, 3))):
        c.n.add("Store", f"store {i}", bus=c.bus(), carrier="battery", e_nom=c.number(20, 90), e_initial=c.number(0, 15),
                standing_loss=c.maybe_series(0, 0.05), marginal_cost=c.maybe_series(0, 2), e_max_pu=c.maybe_series(0.5, 1),
                marginal_cost_storage=c.maybe_series(0, 0.2), **chain(c, "store"), **c.life())
    c.n.add("Store", "new store", bus=c.bus(), e_nom_extendable=True, e_nom=c.number(0, 9), e_nom_min=c.number(0, 5),
            e_nom_max=c.number(20, 90), capital_cost=c.number(1, 60), e_cyclic=True,
            e_min_pu=c.maybe_series(0, 0.1), **c.life())


@spice("single", share=0.2)
def storage_given_once(c):
    """Set points that are one number for all snapshots."""
    c.n.add("StorageUnit", "level kept", bus=c.bus(), p_nom=30.0, max_hours=4.0, state_of_charge_initial=9.0, state_of_charge_set=9.0)
    c.n.add("StorageUnit", "power kept", bus=c.bus(), p_nom=30.0, max_hours=40.0, p_set=-c.number(1, 5))
    c.n.add("StorageUnit", "dispatch kept", bus=c.bus(), p_nom=30.0, max_hours=99.0, state_of_charge_initial=900.0, p_dispatch_set=2.0)
    c.n.add("StorageUnit", "charge kept", bus=c.bus(), p_nom=30.0, max_hours=99.0, p_store_set=2.0)
    c.n.add("Store", "store kept", bus=c.bus(), e_nom=50.0, e_initial=9.0, e_set=9.0)
    c.n.add("Store", "store power kept", bus=c.bus(), e_nom=900.0, e_initial=500.0, p_set=c.number(-2, 2))


@spice(share=0.4)
def heat(c):
    c.n.add("Bus", "heat", carrier="heat")
    c.n.add("Load", "heat", bus="heat", p_set=c.number(10, 30))
    c.n.add("Generator", "heat shed", bus="heat", p_nom=1e3, marginal_cost=700.0)
    c.n.add("Bus", "gas", carrier="gas")
    c.n.add("Generator", "well", bus="gas", p_nom=500.0, marginal_cost=c.number(10, 20), carrier="gas")
    c.n.add("Link", "chp", bus0="gas", bus1=c.bus(), bus2="heat", p_nom=60.0, efficiency=c.maybe_series(0.3, 0.5),
            efficiency2=c.maybe_series(0.3, 0.5), p_max_pu=c.maybe_series(0.7, 1))
    c.n.add("Link", "pump", bus0=c.bus(), bus1="heat", p_nom_extendable=True, p_nom=c.number(0, 3), p_nom_min=1.0, p_nom_max=40.0,
            capital_cost=c.number(5, 90), efficiency=c.maybe_series(2, 4), marginal_cost=c.maybe_series(0, 2),
            carrier="heat", p_min_pu=c.maybe_series(0, 0.1), **c.life())
    c.n.add("Process", "plant", bus0="gas", bus1=c.bus(), bus2="heat", rate0=-c.maybe_series(1, 2), rate1=c.maybe_series(0.3, 0.9),
            rate2=c.number(0.2, 0.5), p_nom_extendable=True, p_nom=c.number(0, 3), p_nom_min=1.0, p_nom_max=50.0,
            capital_cost=c.number(5, 90), marginal_cost=c.maybe_series(0, 2), carrier="gas",
            p_min_pu=c.maybe_series(0, 0.1), p_max_pu=c.maybe_series(0.7, 1), **c.life())


@spice(share=0.5)
def grid(c):
    ring = c.buses + c.buses[:1] if len(c.buses) > 2 else c.buses
    for i, (a, b) in enumerate(zip(ring, ring[1:])):
        c.n.add("Line", f"line {i}", bus0=a, bus1=b, x=c.number(0.05, 0.5), r=0.01, s_nom=c.number(20, 90),
                s_max_pu=c.maybe_series(0.6, 1), s_nom_extendable=bool(c.rng.random() < 0.4), s_nom_min=2.0, s_nom_max=150.0,
                capital_cost=c.number(1, 30), length=c.number(10, 200), **c.life())
    if c.rng.random() < 0.4:
        c.n.add("Line", "angle", bus0=c.buses[0], bus1=c.buses[1], x=30.0, s_nom=60.0, v_ang_max=c.number(0.1, 0.6))
    c.n.add("Line", "parallel", bus0=c.buses[0], bus1=c.buses[1], x=c.number(0.05, 0.5), s_nom=c.number(10, 50))
    if c.rng.random() < 0.5:
        c.n.add("Line", "typed", bus0=c.buses[0], bus1=c.buses[1], type="Al/St 240/40 4-bundle 380.0", length=c.number(50, 200),
                num_parallel=c.number(1, 3), s_nom=c.number(30, 90))
    if c.rng.random() < 0.3:
        c.n.add("LineType", "own type", f_nom=50.0, r_per_length=0.02, x_per_length=0.3)
        c.n.add("Line", "own typed", bus0=c.buses[0], bus1=c.buses[1], type="own type", length=80.0, s_nom=40.0)
    if c.rng.random() < 0.3:
        c.n.add("Line", "no reactance", bus0=c.buses[0], bus1=c.buses[1], s_nom=15.0)


@spice(share=0.3)
def direct_current(c):
    names = [f"dc {i}" for i in range(3)]
    for name, bus in zip(names, c.rng.permutation(c.buses * 2)):
        c.n.add("Bus", name, carrier="DC", v_nom=200.0)
        c.n.add("Link", f"converter {name}", bus0=str(bus), bus1=name, p_nom=30.0, p_min_pu=-1.0, carrier="DC")
    for a, b in [(0, 1), (1, 2), (2, 0)]:
        c.n.add("Line", f"cable {a}", bus0=names[a], bus1=names[b], r=c.number(0.01, 0.1), x=0.1, s_nom=30.0)


@spice(share=0.4)
def transformers(c):
    c.n.add("Bus", "low", carrier="AC", v_nom=110.0)
    c.n.add("Load", "low", bus="low", p_set=c.number(5, 30))
    c.n.add("Generator", "low shed", bus="low", p_nom=1e3, marginal_cost=800.0)
    for i in range(2):
        c.n.add("Transformer", f"trafo {i}", bus0=c.buses[i], bus1="low", x=c.number(0.05, 0.3), r=0.01, s_nom=c.number(10, 40),
                tap_ratio=c.number(0.9, 1.1), phase_shift=c.maybe_series(-5, 5) if i else 0.0, s_max_pu=c.maybe_series(0.7, 1))
    c.n.add("Transformer", "new trafo", bus0=c.buses[0], bus1="low", x=0.1, s_nom=5.0, s_nom_extendable=True, s_nom_min=1.0,
            s_nom_max=60.0, capital_cost=c.number(1, 20), **c.life())
    c.n.add("Transformer", "shifter", bus0=c.buses[1], bus1="low", x=0.15, s_nom=25.0, phase_shift_min=-c.number(1, 4),
            phase_shift_max=c.number(1, 4), v_ang_max=c.number(0.05, 0.5) if c.rng.random() < 0.5 else np.inf)
    c.n.add("Line", "closing", bus0=c.buses[0], bus1=c.buses[1], x=c.number(0.05, 0.5), s_nom=c.number(10, 50))
    if c.rng.random() < 0.5:
        c.n.add("Transformer", "typed", bus0=c.buses[1], bus1="low", type="160 MVA 380/110 kV",
                tap_position=int(c.rng.integers(-3, 4)), num_parallel=c.number(1, 2))
    if c.rng.random() < 0.4:
        c.n.add("TransformerType", "own trafo", s_nom=50.0, vsc=10.0, vscr=0.3, pfe=30.0, i0=0.04, phase_shift=2.0,
                tap_neutral=1, tap_step=1.5, v_nom_0=380.0, v_nom_1=110.0)
        c.n.add("Transformer", "own typed", bus0=c.buses[1], bus1="low", type="own trafo", tap_position=2)


@spice(share=0.5)
def emissions(c):
    hours = float(c.n.snapshot_weightings.generators.sum())
    budget = c.number(2, 12) * hours
    kind = c.rng.choice(["primary_energy", "operational_limit"])
    attribute = "co2_emissions" if kind == "primary_energy" else "gas"
    period = float(c.rng.choice(c.years)) if c.years and c.rng.random() < 0.5 else np.nan
    c.n.add("GlobalConstraint", "limit", type=str(kind), carrier_attribute=attribute, sense="<=", constant=budget,
            investment_period=period)
    if c.rng.random() < 0.3:
        c.n.add("GlobalConstraint", "at least", type="operational_limit", carrier_attribute="AC", sense=">=", constant=hours * 0.1)


@spice("single stochastic", share=0.3)
def emitting_stores(c):
    c.n.add("Carrier", "stock", co2_emissions=0.5)
    c.n.add("Store", "coal heap", bus=c.bus(), carrier="stock", e_nom=300.0, e_initial=c.number(50, 200), marginal_cost=c.number(1, 9))
    c.n.add("StorageUnit", "oil tank", bus=c.bus(), carrier="stock", p_nom=30.0, max_hours=20.0, p_min_pu=0.0,
            state_of_charge_initial=c.number(50, 200), marginal_cost=c.number(1, 9))
    c.n.add("GlobalConstraint", "stocks", type="primary_energy", carrier_attribute="co2_emissions", sense="<=",
            constant=c.number(30, 300) * len(c.n.snapshots) / 4)


@spice("single periods", share=0.3)
def technology_limits(c):
    for i, bus in enumerate(c.buses[:2]):
        c.n.add("Generator", f"limited {i}", bus=bus, carrier="wind", p_nom_extendable=True, capital_cost=c.number(1, 20),
                marginal_cost=c.number(0, 1), p_max_pu=c.series(0.2, 1), **c.life())
    period = float(c.rng.choice(c.years)) if c.years and c.rng.random() < 0.5 else np.nan
    c.n.add("GlobalConstraint", "technology", type="tech_capacity_expansion_limit", carrier_attribute="wind", sense="<=",
            constant=c.number(20, 100), investment_period=period)
    c.n.add("GlobalConstraint", "technology there", type="tech_capacity_expansion_limit", carrier_attribute="wind", sense="<=",
            constant=c.number(5, 40), bus=c.buses[0])


@spice("single periods", share=0.3)
def transmission_limits(c):
    for i, (a, b) in enumerate(zip(c.buses, c.buses[1:])):
        c.n.add("Line", f"wire {i}", bus0=a, bus1=b, x=0.1, s_nom_extendable=True, capital_cost=c.number(0.1, 3), length=c.number(10, 90))
        c.n.add("Link", f"cable link {i}", bus0=a, bus1=b, p_nom_extendable=True, p_min_pu=-1.0, capital_cost=c.number(0.1, 3),
                length=c.number(10, 90), carrier="DC", **c.life())
    kind = str(c.rng.choice(["transmission_volume_expansion_limit", "transmission_expansion_cost_limit"]))
    c.n.add("GlobalConstraint", "transmission", type=kind, carrier_attribute="AC, DC", sense="<=", constant=c.number(50, 900))


@spice("periods", share=0.4)
def growth(c):
    for i, year in enumerate(c.years):
        c.n.add("Generator", f"growing {year}", bus=c.bus(), carrier="wind", p_nom_extendable=True, build_year=year, lifetime=30.0,
                capital_cost=c.number(1, 30), p_max_pu=c.series(0.3, 1))
    c.n.carriers.loc["wind", "max_growth"] = c.number(10, 60)
    c.n.carriers.loc["wind", "max_relative_growth"] = c.number(0, 1.5)


@spice("single", share=0.2)
def capacity_by_bus(c):
    c.n.buses["nom_max_wind"] = np.nan
    c.n.buses.loc[c.buses[0], "nom_max_wind"] = c.number(5, 50)
    c.n.add("Generator", "bound by bus", bus=c.buses[0], carrier="wind", p_nom_extendable=True, capital_cost=1.0)


def curve(c, last=1.0):
    """Rising costs at three breakpoints."""
    a, b = c.number(1, 20), c.number(0, 30)
    return {0.0: 0.0, round(last * c.number(0.2, 0.6), 4): a, last: round(a + b, 4)}


@spice("stochastic", share=0.4)
def risk(c):
    c.risk = {"alpha": c.number(0.1, 0.95), "omega": c.number(0.05, 0.9)}


@spice("single periods", share=0.3)
def late(c):
    """Goods that are on their way; PyPSA wants delays below the length of the horizon."""
    most = int(c.n.snapshot_weightings.generators.sum() / max(1, len(c.years)))

    def delays(*ports):
        return {**{f"delay{p}": int(c.rng.integers(0, max(1, min(most, 6)))) for p in ports},
                **{f"cyclic_delay{p}": bool(c.rng.random() < 0.5) for p in ports}}

    c.n.add("Bus", "far", carrier="gas")
    c.n.add("Generator", "far well", bus="far", p_nom=80.0, marginal_cost=c.number(1, 30))
    c.n.add("Link", "slow pipe", bus0="far", bus1=c.bus(), bus2=c.bus(), p_nom=c.number(20, 50), efficiency=c.maybe_series(0.7, 1),
            efficiency2=c.number(0.1, 0.4), **delays("", "2"))
    c.n.add("Process", "ship", bus0="far", bus1=c.bus(), bus2=c.bus(), p_nom=c.number(5, 20), rate0=-c.number(1, 2),
            rate1=c.maybe_series(0.3, 0.9), rate2=c.number(0.1, 0.3), **delays("0", "1", "2"))


@spice("single periods", share=0.3)
def curves(c):
    two = {"bus0": c.buses[0], "bus1": c.buses[1]}
    c.n.add("Generator", "curved", bus=c.bus(), p_nom=c.number(30, 90), marginal_cost=curve(c))
    c.n.add("Link", "curved link", p_nom=40.0, marginal_cost=curve(c), **two)
    c.n.add("Process", "curved process", p_nom=40.0, marginal_cost=curve(c), **two)
    c.n.add("StorageUnit", "curved unit", bus=c.bus(), p_nom=20.0, max_hours=4.0, cyclic_state_of_charge=True, marginal_cost=curve(c))
    for component, stem, extra in [("Generator", "p_nom", {"bus": c.bus(), "marginal_cost": 3.0}), ("Link", "p_nom", two),
                                   ("Process", "p_nom", two), ("Store", "e_nom", {"bus": c.bus(), "e_cyclic": True}),
                                   ("StorageUnit", "p_nom", {"bus": c.bus()}), ("Line", "s_nom", {"x": 0.3, **two}),
                                   ("Transformer", "s_nom", {"x": 0.3, "s_nom": 8.0, **two})]:
        if c.rng.random() < 0.5:
            c.n.add(component, f"curved new {component}", capital_cost=curve(c, 80.0),
                    **{stem + "_extendable": True, stem + "_max": c.number(40, 80)}, **extra)


def bent(c, low, high, least=0.0):
    """A share that changes with the load; what it makes rises with the load, or PyPSA wants a solver with SOS sets."""
    x, last = round(c.number(0.3, 0.7), 4), c.number(low, high)
    return {least: c.number(low, high), x: c.number(last, min(high, 0.95 * last / x)), 1.0: last}


@spice("single periods", share=0.3, integer=True)
def bent_curves(c):
    """Costs that fall, efficiencies and rates along the load: whole numbers."""
    two, back = {"bus0": c.buses[0], "bus1": c.buses[1]}, {"bus0": c.buses[1], "bus1": c.buses[0]}
    falling = lambda high, last=1.0: {0.0: 0.0, round(last * c.number(0.2, 0.6), 4): c.number(high / 2, high),  # noqa: E731
                                      last: c.number(0, high / 2)}
    c.n.add("Generator", "falling", bus=c.bus(), p_nom=c.number(30, 90), marginal_cost=falling(60))
    if c.rng.random() < 0.5:
        c.n.add("Generator", "falling unit", bus=c.bus(), p_nom=60.0, **{**commitment(c), "marginal_cost": falling(60)})
    c.n.add("Generator", "falling new", bus=c.bus(), p_nom_extendable=True, p_nom_max=80.0, marginal_cost=5.0,
            capital_cost=falling(60, 80.0), **c.life())
    c.n.add("StorageUnit", "falling unit", bus=c.bus(), p_nom=20.0, max_hours=4.0, cyclic_state_of_charge=True, marginal_cost=falling(9))
    c.n.add("Generator", "burning", bus=c.bus(), carrier="gas", p_nom=60.0, marginal_cost=c.number(5, 30),
            efficiency={0.0: 0.3, 0.5: c.number(0.3, 0.45), 1.0: c.number(0.35, 0.5)})
    c.n.add("Bus", "gas pipe", carrier="gas")
    c.n.add("Generator", "pipe well", bus="gas pipe", p_nom=300.0, marginal_cost=c.number(5, 20))
    c.n.add("Link", "bent link", bus0="gas pipe", bus1=c.bus(), bus2=c.bus(), p_nom=c.number(30, 80), efficiency=bent(c, 0.3, 0.6),
            efficiency2=bent(c, 0.1, 0.3))
    if c.rng.random() < 0.5:
        c.n.add("Link", "bent unit", **two, p_nom=40.0, **{**commitment(c), "efficiency": bent(c, 0.7, 0.98)})
    c.n.add("Process", "bent process", p_nom=40.0, rate0=-1.0, rate1=bent(c, 0.6, 0.95), **back)


@spice(share=0.3)
def switched_off(c):
    off = {"active": False}
    c.n.add("Generator", "off", bus=c.bus(), p_nom=500.0, **off)
    c.n.add("Load", "off", bus=c.bus(), p_set=900.0, **off)
    c.n.add("Link", "off", bus0=c.buses[0], bus1=c.buses[1], p_nom=500.0, **off)
    c.n.add("Process", "off", bus0=c.buses[0], bus1=c.buses[1], p_nom=500.0, **off)
    c.n.add("Line", "off", bus0=c.buses[0], bus1=c.buses[1], s_nom=500.0, x=0.1, **off)
    c.n.add("Transformer", "off", bus0=c.buses[0], bus1=c.buses[1], s_nom=500.0, x=0.1, **off)
    c.n.add("Store", "off", bus=c.bus(), e_nom=500.0, e_initial=500.0, **off)
    c.n.add("StorageUnit", "off", bus=c.bus(), p_nom=500.0, max_hours=9.0, state_of_charge_initial=500.0, **off)
    c.n.add("Generator", "off new", bus=c.bus(), p_nom_extendable=True, p_nom=50.0, capital_cost=1.0, **off)


@spice(share=0.3)
def odd_loads(c):
    c.n.add("Load", "feed", bus=c.bus(), p_set=c.number(1, 9), sign=1.0)
    c.n.add("Load", "none", bus=c.bus())


def plan(seed):
    """Mode, spices and number of snapshots of a seed."""
    rng = np.random.default_rng([seed, 7])
    mode = str(rng.choice(["single", "single", "periods", "stochastic"]))
    integer = rng.random() < 0.35
    chosen = [name for name, _, modes, share, is_integer, is_quadratic in SPICES
              if mode in modes and np.random.default_rng([seed, 9, zlib.crc32(name.encode())]).random() < share
              and not (is_integer and not integer) and not (is_quadratic and integer)]
    return mode, chosen, int(rng.integers(3, 12))


def solve_pypsa(n):
    """Status, objective and constant as PyPSA finds them; None where PyPSA itself raises."""
    try:
        # Model and solve alone: what PyPSA does afterwards fails on some stochastic networks with several equal buses.
        # All buses in one group: between two, PyPSA makes the variables of a curve of efficiency twice.
        n.optimize.create_model(multi_investment_periods=isinstance(n.snapshots, pd.MultiIndex),
                                include_objective_constant=True, meshed_thresholds=[10**6])
        status, condition = n.model.solve(solver_name="highs", progress=False, output_flag=False, mip_rel_gap=1e-9,
                                          mip_abs_gap=1e-6, time_limit=60.0)
    except Exception as error:  # PyPSA refuses some combinations with all kinds of exceptions
        return {"status": f"refused: {type(error).__name__}: {str(error)[:90]}"}
    if condition != "optimal":
        return {"status": condition}
    return {"status": "optimal", "objective": n.model.objective.value, "constant": n._objective_constant}


def solve_gigaplan(program, file, output=None, risk=None):
    command = [program, "solve", str(file), "--json", "--quiet", "--progress", "none", "--threads", "1", "--time-limit", "60s"]
    if risk:
        command += ["--cvar-alpha", str(risk["alpha"]), "--cvar-omega", str(risk["omega"])]
    if output:
        command += ["-o", str(output), "--force"]
    run = subprocess.run(command, capture_output=True, text=True, timeout=300)
    try:
        result = json.loads(run.stdout)
    except ValueError:
        return {"status": f"exit code {run.returncode}", "note": (run.stdout + run.stderr)[-300:]}
    if "faults" in result:
        return {"status": "refused: " + result["faults"][0]["message"]}
    return {"status": result["status"], "objective": result["objective"], "constant": result["objective_constant"],
            "note": result["certificate"].get("reason", "")}


def agree(theirs, ours):
    """True, False, or None where there is nothing to compare (PyPSA itself failed)."""
    if theirs["status"].startswith("refused") or theirs["status"] not in ("optimal", "infeasible", "unbounded", "infeasible_or_unbounded"):
        return None
    if theirs["status"] == "infeasible_or_unbounded":
        return ours["status"] in ("infeasible", "unbounded")
    if theirs["status"] != ours["status"]:
        return False
    if theirs["status"] != "optimal":
        return True
    total = theirs["objective"] + theirs["constant"]
    near = lambda a, b: abs(a - b) <= TOLERANCE * max(1.0, abs(b))  # noqa: E731
    return near(ours["objective"], total) and abs(ours["constant"] - theirs["constant"]) <= TOLERANCE * max(1.0, abs(total))


def compare(program, folder, seed, mode, spices, snapshots):
    case = Case(seed, mode, spices, snapshots)
    file = pathlib.Path(folder) / f"{seed}.nc"
    case.n.export_to_netcdf(file)
    ours = solve_gigaplan(program, file, risk=case.risk)
    return solve_pypsa(case.n), ours, case.n


def shrink(program, folder, seed, mode, spices, snapshots):
    """The fewest spices and snapshots with which the two still disagree."""
    changed = True
    while changed:
        changed = False
        for name in list(spices):
            fewer = [s for s in spices if s != name]
            if agree(*compare(program, folder, seed, mode, fewer, snapshots)[:2]) is False:
                spices, changed = fewer, True
        while snapshots > 2 and agree(*compare(program, folder, seed, mode, spices, snapshots - 1)[:2]) is False:
            snapshots, changed = snapshots - 1, True
    return spices, snapshots


def attributes():
    with open(ROOT / "src/gigaplan/exchange/pypsa/data/attributes.csv") as file:
        return [row for row in csv.DictReader(file)]


def note_coverage(n, covered, table):
    """Adds the attributes that are away from their default in this network, series marked."""
    for row in table:
        component, name = n.components[row["component"]], row["attribute"]
        key = (row["component"], name)
        if name in component.dynamic and not component.dynamic[name].empty and row["varies"] == "yes":
            covered.add((*key, "series"))
        if name not in component.static or component.static.empty:
            continue
        default = component.defaults.at[name, "default"] if name in component.defaults.index else None
        values = component.static[name]
        away = values.notna() & (values != "") if pd.isna(default) else values != default
        if row["component"] in ("line_types", "transformer_types"):
            away &= values.index.get_level_values("name").str.startswith("own")
        if away.any():
            covered.add((*key, "static"))


def check_tables(table):
    """PyPSA's own tables must know the attributes of ours, and ours those of PyPSA."""
    n, problems = pypsa.Network(), []
    ours = {}
    for row in table:
        ours.setdefault(row["component"], set()).add(row["attribute"])
    for name, known in ours.items():
        theirs = set(n.components[name].defaults.index) - {"name"}
        problems += [f"PyPSA has no {name}.{a}" for a in sorted(known - theirs)]
        problems += [f"attributes.csv lacks {name}.{a}" for a in sorted(theirs - known)]
    return problems


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seeds", default="0-299", help="first-last, or one seed")
    options.add_argument("--gigaplan", default=str(ROOT / "build" / "gigaplan"))
    options.add_argument("--keep", help="folder in which networks that disagree are kept")
    options.add_argument("--no-coverage", action="store_true", help="do not ask for coverage (few seeds)")
    options.add_argument("--covered", help="JSON file in which coverage adds up over runs in pieces")
    options.add_argument("--no-shrink", action="store_true", help="only report what disagrees")
    options.add_argument("--verbose", action="store_true")
    chosen = options.parse_args()
    first, _, last = chosen.seeds.partition("-")
    seeds = range(int(first), int(last or first) + 1)
    table, covered, counts, bad = attributes(), set(), {}, []
    problems = check_tables(table)
    started = time.time()
    with tempfile.TemporaryDirectory() as scratch:
        folder = chosen.keep or scratch
        pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
        for seed in seeds:
            mode, spices, snapshots = plan(seed)
            theirs, ours, n = compare(chosen.gigaplan, folder, seed, mode, spices, snapshots)
            same = agree(theirs, ours)
            word = {True: theirs["status"], False: "MISMATCH", None: "PyPSA refused"}[same]
            counts[word] = counts.get(word, 0) + 1
            if chosen.verbose or same is False:
                print(f"seed {seed} {mode} {word}: PyPSA {theirs} gigaplan {ours}", flush=True)
            if same:
                note_coverage(n, covered, table)
                if not chosen.keep:
                    (pathlib.Path(folder) / f"{seed}.nc").unlink(missing_ok=True)
            if same is False:
                bad.append(seed)
                if chosen.no_shrink:
                    continue
                fewer, shorter = shrink(chosen.gigaplan, scratch, seed, mode, spices, snapshots)
                theirs, ours, _ = compare(chosen.gigaplan, folder, seed, mode, fewer, shorter)
                print(f"  shrunk to {shorter} snapshots with {fewer}: PyPSA {theirs} gigaplan {ours}", flush=True)
    if chosen.covered:
        file = pathlib.Path(chosen.covered)
        if file.exists():
            covered |= {tuple(key) for key in json.loads(file.read_text())}
        file.write_text(json.dumps(sorted(covered)))
    missing = []
    for row in table:
        if row["use"] != "modelled" or row["direction"] != "in":
            continue
        ways = ["static"] + (["series"] if row["varies"] == "yes" else [])
        missing += [f"{row['component']}.{row['attribute']} ({way})" for way in ways
                    if (row["component"], row["attribute"], way) not in covered]
    print(f"{len(seeds)} networks in {time.time() - started:.0f} s: " + ", ".join(f"{v} {k}" for k, v in sorted(counts.items())))
    print(f"coverage: {len(covered)} attributes away from their default" +
          ("" if not missing else f"; not covered: {', '.join(missing)}"))
    for problem in problems:
        print(problem)
    return 1 if bad or problems or (missing and not chosen.no_coverage) else 0


if __name__ == "__main__":
    sys.exit(main())
