#!/usr/bin/env python3
"""The money of a plan as its users ask for it: a run in, statements, prices and a workbook out."""
import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

program = None

SCENARIO = """schema_version = 1
country = "DE"
objective = "least-cost"
hours = "typical:2"

[horizon]
periods = [2030, 2033]
end = 2038

[[service]]
id = "assistant"
reach = [{ year = 2030, share = "2 %" }, { year = 2033, share = "5 %" }]
residency = "in-country"
"""


def run(*words, code=0):
    done = subprocess.run([program, *map(str, words)], capture_output=True, text=True, timeout=200, env=os.environ)
    if done.returncode != code:
        raise AssertionError(f"{words}: exit code {done.returncode}, expected {code}\n{done.stdout}\n{done.stderr}")
    return done


class MoneyOfAPlan(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp())
        (cls.folder / "small.toml").write_text(SCENARIO)
        cls.run_folder = cls.folder / "run"
        cls.planned = json.loads(run("plan", cls.folder / "small.toml", "--measure", "0", "-o", cls.run_folder, "--json").stdout)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    def test_defaults_close_the_loop_and_make_the_owners_whole(self):
        out = self.folder / "money"
        answer = json.loads(run("finance", self.run_folder, "-o", out, "--json").stdout)
        plan = answer["plan"]
        self.assertLess(abs(plan["gap"]), 1e-9)
        self.assertAlmostEqual(plan["objective"] / self.planned["present_cost"], 1, places=9)
        self.assertGreater(plan["salvage"], 0)
        self.assertTrue(answer["price_is_solved"])
        target = next(term for term in answer["terms"] if term["key"] == "equity_return")
        self.assertAlmostEqual(100 * answer["returns"]["equity_irr"], float(target["value"].strip('" %')), places=6)
        self.assertTrue(all(term["source"] for term in answer["terms"]))
        self.assertEqual([p["name"] for p in answer["prices"]], ["million output tokens", "GPU-hour", "H100-equivalent hour",
                                                                 "electricity"])
        self.assertAlmostEqual(sum(part["value"] for part in answer["price_build_up"]["parts"]), answer["prices"][0]["real"],
                               delta=1e-6 * answer["prices"][0]["real"])
        sources = sum(one["value"] for one in answer["sources"])
        self.assertAlmostEqual(sources, sum(one["value"] for one in answer["uses"]), delta=1)
        for name in ["results.xlsx", "finance.json", "money.toml"]:
            self.assertGreater((out / name).stat().st_size, 500, name)
        run("finance", self.run_folder, "-o", out, code=7)
        # the default terms, given back as a case, say the same
        again = json.loads(run("finance", self.run_folder, "--case", out / "money.toml", "--json").stdout)
        self.assertEqual(again["prices"], answer["prices"])
        self.assertEqual(again["terms"], [])

    def test_text_tells_prices_and_sources(self):
        text = run("finance", self.run_folder).stdout
        for word in ["Sources", "equity IRR", "million output tokens", "GPU-hour", "countries/DE", "off by"]:
            self.assertIn(word, text)

    def test_a_case_of_terms(self):
        case = self.folder / "terms.toml"
        case.write_text('discount_rate = "8 %"\nequity_return = "15 %"\n[[capital]]\nname = "*"\nwrite_off = "straight 8"\n'
                        '[[product]]\nname = "GPU-hour"\nprice = "8 EUR_2025"\n')
        answer = json.loads(run("finance", self.run_folder, "--case", case, "--json").stdout)
        self.assertFalse(answer["price_is_solved"])
        self.assertAlmostEqual(answer["price_build_up"]["price"], 8, places=9)
        case.write_text('discount_rate = "8 %"\nequity_return = "15 %"\nlast_year = 2050\n[[capital]]\nname = "rockets"\nwrite_off = "straight 8"\n')
        faults = json.loads(run("finance", self.run_folder, "--case", case, "--json", code=3).stdout)["faults"]
        self.assertEqual([fault["code"] for fault in faults], ["GP5020"])

    def test_every_report_has_its_money(self):
        self.assertIn("equity IRR", (self.run_folder / "report.html").read_text())

    def test_a_run_without_a_plan_is_refused(self):
        scenario = self.folder / "none.toml"
        scenario.write_text(SCENARIO + '\n[[site]]\nid = "here"\ncountry = "DE"\nlocation = [8.7, 50.1]\n'
                            'grid = [{ year = 2030, power = "0.003 MW" }]\n')
        run("plan", scenario, "--measure", "0", "-o", self.folder / "none", code=4)
        faults = json.loads(run("finance", self.folder / "none", "--json", code=3).stdout)["faults"]
        self.assertEqual([fault["code"] for fault in faults], ["GP5023"])

    def test_its_place_is_tried_before_the_work_and_nothing_is_left_there(self):
        case = self.folder / "low.toml"
        case.write_text('discount_rate = "8 %"\nrocket = 1\n')  # its faults come after the place's
        for place in ["/proc/x", self.folder / "small.toml" / "below"]:
            answer = json.loads(run("finance", self.run_folder, "--case", case, "-o", place, "--json", code=7).stdout)
            self.assertEqual([(fault["code"], fault["file"]) for fault in answer["faults"]], [("GP1001", str(place))])
        run("finance", self.run_folder, "--case", case, "-o", self.folder / "new" / "one", code=3)
        self.assertFalse((self.folder / "new").exists())
        run("finance", self.run_folder, "-o", self.folder / "whole")
        self.assertEqual(sorted(path.name for path in (self.folder / "whole").iterdir()),
                         ["finance.json", "money.toml", "results.xlsx"])

    def test_what_is_no_run(self):
        run("finance", self.folder / "nowhere", code=7)
        run("finance", self.folder, code=7)
        run("finance", self.folder / "small.toml", "--case", self.folder / "small.toml", code=2)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--gigaplan", required=True)
    known, rest = parser.parse_known_args()
    program = known.gigaplan
    unittest.main(argv=[sys.argv[0], *rest])
