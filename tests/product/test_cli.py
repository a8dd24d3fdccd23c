#!/usr/bin/env python3
"""The program as its users run it: files in, files out, exit codes. Runs without anything outside Python's library."""
import argparse
import collections
import csv
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

from five_inputs import FIVE_INPUTS

root = pathlib.Path(__file__).resolve().parents[2]
program = None
# The file as a whole: missing, a folder, empty, binary, too large.
WHOLE_FILE = {"GP1001", "GP1002", "GP1003", "GP1004", "GP1006"}


def run(*words, cwd=None, code=0, env=None):
    done = subprocess.run([program, *map(str, words)], cwd=cwd, capture_output=True, text=True, timeout=200,
                          env={**os.environ, **(env or {})})
    if done.returncode != code:
        raise AssertionError(f"{words}: exit code {done.returncode}, expected {code}\n{done.stdout}\n{done.stderr}")
    return done


class Folder(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)

    def write(self, name, text):
        path = self.folder / name
        path.write_text(text)
        return path


class Plan(Folder):
    def test_example_is_planned_certified_and_verified(self):
        out = self.folder / "out"
        done = run("plan", root / "examples/germany.toml", "--hours", "typical:2", "--measure", "1", "-o", out, "--json")
        answer = json.loads(done.stdout)
        self.assertEqual(answer["status"], "optimal")
        self.assertTrue(answer["certificate"]["accepted"])
        self.assertLessEqual(answer["certificate"]["gap"], 1e-6)
        self.assertGreater(answer["objective"], 0)
        self.assertEqual(answer["output"], str(out))
        for name in ["results.nc", "summary.csv", "results.xlsx", "report.html", "run.json"]:
            self.assertGreater((out / name).stat().st_size, 100, name)
        self.assertLess((out / "report.html").stat().st_size, 3e6)
        self.assertNotIn(".part", " ".join(p.name for p in out.iterdir()))
        verified = json.loads(run("verify", out, "--json").stdout)
        self.assertTrue(verified["accepted"])
        self.assertAlmostEqual(verified["objective"] / answer["objective"], 1, places=9)

    def test_a_stored_plan_that_was_changed_is_refused(self):
        out = self.folder / "out"
        scenario = self.write("five.toml", FIVE_INPUTS)
        run("plan", scenario, "--hours", "typical:1", "--measure", "0", "-o", out)
        run("verify", out)
        # The file carries checksums: changed bytes are a damaged file.
        data = bytearray((out / "results.nc").read_bytes())
        at = data.find(b'reach = "10 %"')
        self.assertGreater(at, 0, "the scenario is stored with the results")
        data[at:at + 14] = b'reach = "90 %"'
        (self.folder / "changed.nc").write_bytes(bytes(data))
        run("verify", self.folder / "changed.nc", code=3)
        # The same answer to another question is refused: twice the people ask.
        other = self.folder / "catalogue"
        shutil.copytree(root / "catalogue", other)
        countries = (other / "countries.toml").read_text()
        self.assertIn("value = 83491249", countries)
        (other / "countries.toml").write_text(countries.replace("value = 83491249", "value = 166982498"))
        refused = run("verify", out, code=6, env={"GIGAPLAN_CATALOGUE": str(other)})
        self.assertIn("does not hold", refused.stdout)

    def test_five_inputs_are_enough(self):
        out = self.folder / "out"
        done = run("plan", self.write("five.toml", FIVE_INPUTS), "--hours", "typical:2", "--measure", "0", "-o", out)
        self.assertIn("Certificate: accepted", done.stdout)
        self.assertIn("report.html", done.stdout)

    def test_nothing_is_overwritten_without_force(self):
        out = self.folder / "out"
        out.mkdir()
        (out / "mine.txt").write_text("keep")
        done = run("plan", self.write("five.toml", FIVE_INPUTS), "-o", out, code=7)
        self.assertIn("--force", done.stderr)
        self.assertEqual([p.name for p in out.iterdir()], ["mine.txt"])

    def test_same_input_same_answer(self):
        scenario = self.write("five.toml", FIVE_INPUTS)
        answers = []
        for name, threads in [("a", 1), ("b", 2)]:
            run("plan", scenario, "--hours", "typical:2", "--measure", "0", "--threads", threads, "-o", self.folder / name)
            answers.append((self.folder / name / "summary.csv").read_bytes())
        self.assertEqual(answers[0], answers[1])

    def test_bad_input_is_told_whole_and_writes_nothing(self):
        bad = FIVE_INPUTS.replace('country = "DE"', 'county = "DE"').replace("10 %", "130 %")
        done = run("plan", self.write("bad.toml", bad), "-o", self.folder / "out", "--json", code=3)
        faults = json.loads(done.stdout)["faults"]
        self.assertGreaterEqual(len(faults), 2)
        self.assertTrue(any("country" in f["message"] + f["remedy"] for f in faults))
        for fault in faults:
            self.assertEqual({"code", "file", "line", "column", "message", "remedy"}, set(fault))
        self.assertFalse((self.folder / "out").exists())


class Report(Folder):
    def test_error_of_typical_days_is_the_one_that_bench_measured(self):
        run("plan", self.write("five.toml", FIVE_INPUTS), "--hours", "typical:1", "--measure", "0", "--rules", "0", "-o",
            self.folder / "out")
        told = re.search(r"missed the full year's cost by (.*?), and its hall power by (.*?) %\.",
                         (self.folder / "out/report.html").read_text())
        cost = re.findall(r"([-+][\d.]+) %(?: \((\d+)(?: days)?\))", told[1])
        halls = told[2].split(", ")
        table = (root / "bench/README.md").read_text().split("What typical days miss of the full year")[1]
        measured = re.findall(r"^\| (\d+) \| (\S+) % \| (\S+) % \|", table, re.MULTILINE)
        self.assertEqual([days for _, days in cost], [days for days, *_ in measured])
        for (told_cost, _), told_hall, (_, *exact) in zip(cost, halls, measured, strict=True):
            self.assertAlmostEqual(float(told_cost), float(exact[0]), delta=0.0501)
            self.assertAlmostEqual(float(told_hall), float(exact[1]), delta=0.0501)


class Summary(Folder):
    def test_every_line_has_its_own_key_and_the_compliance_list_is_there(self):
        out = self.folder / "out"
        run("plan", root / "examples/germany.toml", "--hours", "typical:1", "--measure", "0", "--rules", "0", "-o", out)
        with open(out / "summary.csv", newline="") as file:
            lines = list(csv.DictReader(file))
        keys = collections.Counter((line["table"], line["row"], line["quantity"]) for line in lines)
        self.assertEqual(keys.most_common(1)[0][1], 1)
        for line in lines:
            self.assertNotIn(" | ", line["item"])
            self.assertNotEqual(line["value"] == "", line["text"] == "", line)
            for name in ["value", "period", "vintage"]:
                float(line[name] or 0)  # a column of numbers, gaps apart
        told = json.loads((out / "run.json").read_text())
        rules = [line for line in lines if line["table"] == "compliance" and line["quantity"] == "fulfilled"]
        self.assertGreater(len(rules), 20)
        self.assertEqual(sum(line["text"] == "no" for line in rules), told["compliance_broken"])
        carbon = {line["period"]: float(line["value"]) for line in lines
                  if line["table"] == "carbon" and line["quantity"] == "carbon-free share by the hour"}
        self.assertEqual(carbon, {str(period["year"]): period["carbon_free_share"] for period in told["periods"]})


class Faults(Folder):
    def test_every_fault_of_a_file_names_the_file(self):
        out = self.folder / "out"
        five = self.write("five.toml", FIVE_INPUTS)
        run("plan", five, "--hours", "typical:1", "--measure", "0", "--rules", "0", "-o", out)
        none, proc = self.folder / "none.toml", pathlib.Path("/proc/x")
        (self.folder / "empty").mkdir()
        cases = [
            (none, ["plan", none]),
            (none, ["check", none]),
            (out, ["plan", five, "-o", out]),
            (proc, ["plan", five, "-o", proc]),
            (five, ["plan", five, "-o", five]),
            (five, ["new", five]),
            (proc / "new.toml", ["new", proc / "new.toml"]),
            (self.folder / "none", ["verify", self.folder / "none"]),
            (self.folder / "none", ["compare", out, self.folder / "none"]),
            (none, ["solve", none]),
            (none, ["finance", none]),
            (none, ["finance", "--sam", none]),
            (proc, ["finance", out, "-o", proc]),
            (out, ["export", out, "--pypsa", out]),
            (proc, ["export", out, "--pypsa", proc]),
            (self.folder / "none", ["export", out, "--pypsa", self.folder / "none" / "network.nc"]),
            (none, ["catalogue", "list", "--overlay", none]),
            (none, ["estimate", "--overlay", none]),
        ]
        for file, words in cases:
            with self.subTest(words=words):
                fault = json.loads(run(*words, "--json", code=7).stdout)["faults"][0]
                self.assertEqual((fault["code"], fault["file"], fault["line"]), ("GP1001", str(file), 0))
                self.assertTrue(fault["message"] and fault["remedy"])
        away = json.loads(run("catalogue", "list", "--json", code=7, env={"GIGAPLAN_CATALOGUE": str(none)}).stdout)
        self.assertEqual(away["faults"][0]["file"], str(none))

    def test_every_fault_of_a_scenario_names_its_line(self):
        for name in sorted(path.name for path in (root / "tests/scenario/corpus").iterdir() if path.suffix == ".toml"):
            with self.subTest(name=name):
                done = subprocess.run([program, "check", root / "tests/scenario/corpus" / name, "--json"], capture_output=True, text=True)
                if done.returncode != 3:
                    continue
                for fault in json.loads(done.stdout)["faults"]:
                    self.assertTrue(fault["file"], fault)
                    self.assertTrue(fault["line"] > 0 or fault["code"] in WHOLE_FILE, fault)


class Compare(Folder):
    def test_inputs_first_then_results(self):
        plans = {}
        for name, reach in [("a", "10 %"), ("b", "20 %")]:
            plans[name] = self.folder / name
            run("plan", self.write("five.toml", FIVE_INPUTS.replace("10 %", reach)), "--hours", "typical:1",
                "--measure", "0", "-o", plans[name])
        out = json.loads(run("compare", plans["a"], plans["b"], "--json").stdout)
        self.assertEqual([row["key"] for row in out["inputs"]], ["service[assistant].reach"])
        self.assertEqual((out["inputs"][0]["a"], out["inputs"][0]["b"]), ('"10 %"', '"20 %"'))
        tokens = next(row for row in out["results"] if row["figure"] == "output tokens" and row["period"] == "2030")
        self.assertAlmostEqual(tokens["relative"], 1, places=6)
        self.assertAlmostEqual(tokens["difference"], tokens["b"] - tokens["a"], delta=1e-6 * tokens["b"])
        cost = out["results"][0]
        self.assertEqual((cost["period"], cost["figure"]), ("plan", "present cost"))
        stored = json.loads((plans["a"] / "run.json").read_text())
        self.assertEqual(cost["a"], stored["present_cost"])
        text = run("compare", plans["a"], plans["b"]).stdout
        self.assertLess(text.index("service[assistant].reach"), text.index("present cost"))
        same = json.loads(run("compare", plans["a"], plans["a"], "--json").stdout)
        self.assertEqual(same["inputs"], [])
        self.assertTrue(all(row["difference"] == 0 for row in same["results"]))
        self.assertRegex(run("compare", plans["a"], plans["a"]).stdout,
                         r"(?s)Input: the same\nStatus: optimal → optimal\n\d+ figures are the same in both")
        run("compare", plans["a"], self.folder / "nothing", code=7)
        run("compare", plans["a"], code=2)


class Infeasible(Folder):
    def test_the_smallest_change_is_told(self):
        site = '[[site]]\nid = "berlin"\nname = "Berlin"\ngrid = "40 kW"\n'
        done = run("plan", self.write("small.toml", FIVE_INPUTS + site), "--hours", "typical:1", "-o",
                   self.folder / "out", "--json", code=4)
        answer = json.loads(done.stdout)
        self.assertEqual(answer["status"], "infeasible")
        self.assertIsNone(answer["objective"])
        self.assertIn("grid connection at Berlin in 2030", answer["repair"][0]["sentence"])
        self.assertGreater(answer["repair"][0]["amount"], 0)
        self.assertEqual(answer["repair"][0]["unit"], "MW")
        self.assertGreater((self.folder / "out/report.html").stat().st_size, 1000)
        run("verify", self.folder / "out", code=3)


class Stopped(Folder):
    def test_a_folder_that_cannot_be_written_is_told_before_the_work(self):
        for place in ["/proc/x", self.write("file", "no folder") / "below"]:
            done = run("plan", root / "examples/germany.toml", "-o", place, code=7)
            self.assertIn("cannot be written", done.stderr)
            self.assertNotIn("solve", done.stderr)
        made = self.folder / "new" / "out"
        run("plan", self.write("bad.toml", FIVE_INPUTS.replace("10 %", "130 %")), "-o", made, code=3)
        self.assertFalse((self.folder / "new").exists())

    def test_the_time_limit_before_a_plan_says_so(self):
        done = run("plan", root / "examples/germany.toml", "--hours", "typical:2", "--time-limit", "0.001s", "-o",
                   self.folder / "out", code=5)
        self.assertIn("The time limit came before a plan: give more time (--time-limit).", done.stdout)
        self.assertNotIn("hourly_balance", done.stdout + done.stderr)


class CommandLine(Folder):
    def test_usage(self):
        self.assertIn("plan", run("--help").stdout)
        self.assertIn("did you mean", run("plam", "x.toml", code=2).stderr)
        self.assertIn("did you mean", run("plan", "x.toml", "--forse", code=2).stderr)
        run(code=2)
        run("plan", self.folder / "missing.toml", code=7)
        run("plan", self.write("five.toml", FIVE_INPUTS), "--hours", "sometimes", code=2)

    def test_doctor(self):
        findings = json.loads(run("doctor", "--json").stdout)
        self.assertTrue(findings["well"], findings)

    def test_verify_wants_a_run(self):
        run("verify", self.folder / "nothing", code=7)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--gigaplan", default=root / "build/gigaplan")
    known, rest = parser.parse_known_args()
    program = str(pathlib.Path(known.gigaplan).resolve())
    unittest.main(argv=[sys.argv[0], *rest])
