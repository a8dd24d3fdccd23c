"""Plans the shipped examples coarsely, as a user would, and checks what each is about."""
import argparse
import csv
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
GIGAPLAN = None


def plan(name):
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "out"
        done = subprocess.run([GIGAPLAN, "plan", str(ROOT / "examples" / f"{name}.toml"), "--hours", "typical:2", "-o",
                               str(out), "--json", "--progress=none"], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
        variants = out / "variants.txt"
        words = variants.read_text().splitlines() if variants.exists() else []
        summary = {path.parent.name: path.read_text() for path in out.rglob("summary.csv")}
        return json.loads(done.stdout), words, summary


class Example(unittest.TestCase):
    def all_runs(self, run):
        return [run, *run.get("variants", [])]

    def check_sound(self, run, name):
        text = (ROOT / "examples" / f"{name}.toml").read_text().splitlines()
        self.assertLessEqual(len(text), 150)
        for one in self.all_runs(run):
            self.assertEqual(one["status"], "optimal")
            self.assertTrue(one["certificate"]["accepted"])
            self.assertEqual(one["compliance_broken"], 0)
            self.assertGreaterEqual(len(one["periods"]), 3)

    def test_germany_in_2030_hour_by_hour(self):
        """All 8,760 hours by the block solver alone; costs of a few columns lie far above the usual ones here."""
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run([GIGAPLAN, "plan", str(ROOT / "bench/one-period.toml"), "--hours", "full", "--measure", "0", "--rules", "0",
                                   "--solver", "block-ipm", "-o", f"{folder}/out", "--json", "--progress=none"],
                                  capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr[-2000:])
        run = json.loads(done.stdout)
        self.assertEqual(run["status"], "optimal")
        self.assertTrue(run["certificate"]["accepted"])
        self.assertEqual(run["solver"]["name"], "block-ipm")  # no other solver had to take over

    def test_uae_tier(self):
        run, words, summary = plan("uae-tier")
        self.check_sound(run, "uae-tier")
        self.assertLessEqual({"licence", "chips", "hall"}, self.kinds(summary))
        tier_1, later = run["variants"]
        self.assertLess(tier_1["present_cost"], later["present_cost"])
        self.assertLess(later["present_cost"], run["present_cost"])
        self.assertRegex(words[0], r"^tier-1 against the base: it costs .* USD less a year .*; ARE in 2030: "
                                   r"[0-9,]+ more accelerators .*; FRA in 2030: [0-9,]+ fewer accelerators")

    def test_eu_300_percent(self):
        run, words, summary = plan("eu-300-percent")
        self.check_sound(run, "eu-300-percent")
        self.assertLessEqual({"target", "chips", "carbon-free"}, self.kinds(summary))
        in_2030 = next(p for p in run["periods"] if p["year"] == 2030)
        self.assertGreaterEqual(sum(site["it_power_mw"] > 0.1 for site in in_2030["sites"]), 10)
        target = next(rule for rule in run["rule_prices"] if rule["kind"] == "target" and rule["worth"] > 0)
        without = 1 - run["variants"][0]["present_cost"] / run["present_cost"]  # the variant drops the same target
        self.assertAlmostEqual(target["share"] / without, 1, places=5)
        self.assertTrue(all(rule["worth"] is not None and rule["worth"] >= 0 for rule in run["rule_prices"]))
        self.assertRegex(words[0], r"^no-target against the base: it costs 1\.\d+ bn EUR less a year")

    def rows(self, summary, table):
        return [row for row in csv.DictReader(summary["out"].splitlines()) if row["table"] == table]

    def kinds(self, summary):
        return {row["item"] for row in self.rows(summary, "bottlenecks")}

    def capital(self, summary):
        return sum(float(row["value"]) for row in self.rows(summary, "builds") if row["quantity"] == "overnight cost")

    def test_korea(self):
        run, _, summary = plan("korea")
        self.check_sound(run, "korea")
        self.assertLessEqual({"budget", "chips", "carbon-free"}, self.kinds(summary))
        self.assertAlmostEqual(self.capital(summary) / 1.4e9, 1, delta=1e-6)
        used = [float(row["value"]) for row in self.rows(summary, "supply chain")
                if row["quantity"] == "used" and row["item"] == "HBM4 stacks" and row["period"] in ("2028", "2030")]
        self.assertEqual([round(stacks) for stacks in used], [12000, 20000])  # all that market and contract give

    def test_seven_trillion(self):
        run, _, summary = plan("seven-trillion")
        self.check_sound(run, "seven-trillion")
        self.assertLessEqual({"budget", "chips", "grid"}, self.kinds(summary))
        self.assertLess(self.capital(summary), 6e12)
        tight = {(row["period"], row["item"]) for row in self.rows(summary, "supply chain")
                 if row["quantity"] == "bottleneck" and row["text"] == "yes"}
        # Power holds the compute back, and no stage of the chain; of these the assembly of servers is used up at the end.
        gains = {row["item"] for row in self.rows(summary, "bottlenecks")
                 if row["quantity"] == "gain" and float(row["value"]) > 0}
        self.assertEqual(gains, {"plant", "grid"})
        self.assertEqual(tight, {("2033", "accelerators in servers")})
        # In 2031 some are kept for 2033: one more is worth something, but no source of theirs is used up.
        kept = [row for row in self.rows(summary, "supply chain") if row["item"] == "packaging wafers"
                and row["period"] == "2031" and row["quantity"] in ("left", "price of one more")]
        self.assertTrue(kept and all(float(row["value"]) > 0 for row in kept))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--gigaplan", required=True)
    known, rest = parser.parse_known_args()
    GIGAPLAN = known.gigaplan
    unittest.main(argv=[sys.argv[0], *rest])
