#!/usr/bin/env python3
"""Plans exported as PyPSA networks, solved again by PyPSA itself: the least cost must be that of the plan.

PyPSA lies in build/venv-pypsa, which tools/compare-pypsa.py makes on first use (needs the package index once)."""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

from five_inputs import FIVE_INPUTS

root = pathlib.Path(__file__).resolve().parents[2]
python = root / "build" / "venv-pypsa" / "bin" / "python"
program = None

SOLVE = """
import logging, sys, warnings
warnings.simplefilter("ignore"); logging.disable(logging.CRITICAL)
import pypsa
n = pypsa.Network(sys.argv[1])
status = n.optimize(solver_name="highs", multi_investment_periods=len(n.investment_periods) > 0,
                    solver_options={"output_flag": False})
print(status[1], repr(n.objective + n.objective_constant), repr(n.meta["gigaplan_objective"]))
"""


class Export(unittest.TestCase):
    def resolved(self, scenario):
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            run, file = folder / "run", folder / "plan.nc"
            for words in (["plan", scenario, "--hours", "typical:2", "--measure", "0", "--mip-gap", "1e-9", "-o", run],
                          ["export", run, "--pypsa", file, "--json"]):
                done = subprocess.run([program, *map(str, words)], capture_output=True, text=True, timeout=600,
                                      cwd=root / "examples")  # where the grid of a scenario lies
                self.assertEqual(done.returncode, 0, done.stderr)
            solved = subprocess.run([python, "-c", SOLVE, file], capture_output=True, text=True, timeout=1200)
            self.assertEqual(solved.returncode, 0, solved.stderr)
            condition, objective, planned = solved.stdout.split()[-3:]
            self.assertEqual(condition, "optimal")
            self.assertEqual(float(planned), json.loads(done.stdout)["objective"])
            return float(objective), float(planned)

    def test_the_example_of_three_periods(self):
        pypsa, planned = self.resolved(root / "examples" / "germany.toml")
        self.assertLessEqual(abs(pypsa - planned), 1e-6 * abs(planned))

    def test_a_grid_of_ones_own(self):
        pypsa, planned = self.resolved(root / "examples" / "germany-grid.toml")
        self.assertLessEqual(abs(pypsa - planned), 1e-6 * abs(planned))

    def test_one_period(self):
        with tempfile.NamedTemporaryFile("w", suffix=".toml") as file:
            file.write(FIVE_INPUTS)
            file.flush()
            pypsa, planned = self.resolved(file.name)
            self.assertLessEqual(abs(pypsa - planned), 1e-6 * abs(planned))


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("--gigaplan", default=root / "build" / "gigaplan", type=lambda p: pathlib.Path(p).resolve())
    arguments, rest = options.parse_known_args()
    program = arguments.gigaplan
    made = subprocess.run([root / "tools" / "compare-pypsa.py", "--seeds", "0", "--no-coverage", "--gigaplan", program],
                          capture_output=True, text=True)
    if not python.exists():
        if os.environ.get("CI") == "true":
            sys.exit(f"PyPSA could not be installed: {made.stderr}")
        print("skipped: PyPSA is not here and could not be installed")
        sys.exit(0)
    unittest.main(argv=[sys.argv[0], *rest])
