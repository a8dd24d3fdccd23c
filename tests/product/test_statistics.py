#!/usr/bin/env python3
"""Networks solved by PyPSA and by gigaplan: objective, `n.statistics()`, prices, angles and shadow prices are the same.

Costs get a small random addition by snapshot, so that the optimum is unique. PyPSA lies in build/venv-pypsa, which
tools/compare-pypsa.py makes on first use (needs the package index once)."""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

root = pathlib.Path(__file__).resolve().parents[2]
python = root / "build" / "venv-pypsa" / "bin" / "python"
truth = pathlib.Path(os.environ.get("GIGAPLAN_REFERENCE", root.parent / "shared")) / "truth"
program = None

SOLVE_BOTH = """
import json, logging, subprocess, sys, warnings
warnings.simplefilter("ignore"); logging.disable(logging.CRITICAL)
import numpy as np, pandas as pd, pypsa
source, folder, program, change, series = sys.argv[1:]
n = pypsa.Network(source)
exec(change)
rng = np.random.default_rng(1)
for c in ("Generator", "StorageUnit"):
    static = n.components[c].static
    if static.empty:
        continue
    cost = n.get_switchable_as_dense(c, "marginal_cost")
    n.components[c].dynamic["marginal_cost"] = cost + rng.uniform(0.1, 1, cost.shape)
    names = static.index.get_level_values("name")
    share = pd.Series(rng.uniform(0, 1e-3, names.nunique()), names.unique())
    static["capital_cost"] *= 1 + share.reindex(names).values
n.export_to_netcdf(folder + "/in.nc")
done = subprocess.run([program, "solve", folder + "/in.nc", "-o", folder + "/out.nc", "--quiet", "--json", "--progress", "none"],
                      capture_output=True, text=True)
assert done.returncode == 0, done.stdout + done.stderr
ours = pypsa.Network(folder + "/out.nc")
status = n.optimize(solver_name="highs", multi_investment_periods=len(n.investment_periods) > 0, progress=False,
                    include_objective_constant=True, solver_options={"output_flag": False})
assert status[1] == "optimal", status

off = {}
def compare(name, theirs, mine):
    theirs, mine = theirs.astype(float).fillna(0), mine.astype(float).fillna(0)
    off[name] = float(np.abs(theirs.values - mine.values).max() / max(1.0, float(np.abs(theirs.values).max())))
compare("objective", pd.Series([n.objective, n.objective_constant]), pd.Series([ours.objective, ours.objective_constant]))
a, b = n.statistics(), ours.statistics()
assert list(a.columns) == list(b.columns) and a.index.sort_values().equals(b.index.sort_values()), (a, b)
for column in a:
    compare("statistics " + str(column), a[column], b.reindex(a.index)[column])
for each in series.split():
    c, name = each.split(".")
    theirs = n.components[c].dynamic[name]
    compare(each, theirs, ours.components[c].dynamic[name].reindex(columns=theirs.columns, fill_value=0.0))
if not n.global_constraints.empty and not n.has_scenarios:
    compare("mu", n.global_constraints.mu, ours.global_constraints.mu)
print(json.dumps(off))
"""


class Statistics(unittest.TestCase):
    def same(self, name, change="", series="", mu=False):
        """Objective and statistics; the series (component.attribute) that are unique as well; prices of global constraints."""
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run([python, "-c", SOLVE_BOTH, truth / name, folder, program, change, series], capture_output=True,
                                  text=True, timeout=1700)
        self.assertEqual(done.returncode, 0, done.stderr[-3000:])
        off = json.loads(done.stdout.splitlines()[-1])
        self.assertGreater(sum(key.startswith("statistics") for key in off), 8)
        self.assertEqual("mu" in off, mu)
        for key, value in off.items():
            self.assertLessEqual(value, 1e-6 if key == "objective" else 1e-5, f"{name}: {key}")

    def test_ac_dc_meshed(self):
        self.same("ac-dc-meshed/ac-dc-meshed.nc",
                  series="buses.v_ang buses.marginal_price buses.p generators.p links.p0 links.p1 lines.p0", mu=True)

    def test_model_energy(self):
        self.same("model-energy/model-energy.nc", series="buses.marginal_price generators.p")

    def test_scigrid(self):
        self.same("scigrid-de/scigrid-de.nc", series="generators.p")  # which store charges when is not unique

    def test_several_periods(self):
        self.same("ac-dc-meshed/ac-dc-meshed.nc", "n.set_investment_periods([2030, 2040]);"
                  "n.investment_period_weightings['objective'] = [10.0, 6.0]; n.investment_period_weightings['years'] = [10.0, 10.0];"
                  "n.generators.loc['Frankfurt Wind', 'build_year'] = 2040",
                  series="buses.v_ang buses.marginal_price generators.p links.p0 lines.p0", mu=True)

    def test_scenarios(self):
        self.same("pypsa-small/stochastic-100.nc", "n.links['marginal_cost'] += np.arange(len(n.links)) % 7 * 0.1 + 0.1",
                  series="buses.marginal_price generators.p")


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("--gigaplan", default=root / "build" / "gigaplan")
    arguments, rest = options.parse_known_args()
    program = arguments.gigaplan
    if os.environ.get("CI") == "true" or not python.exists():
        subprocess.run([root / "tools" / "compare-pypsa.py", "--seeds", "0", "--no-coverage", "--gigaplan", program])
    for what, there in (("PyPSA could not be installed", python.exists()),
                        ("the outside truths are missing: set GIGAPLAN_REFERENCE", truth.exists())):
        if not there and os.environ.get("CI") == "true":
            sys.exit(what)
        if not there:
            print("skipped: " + what)
            sys.exit(0)
    unittest.main(argv=[sys.argv[0], *rest])
