#!/usr/bin/env python3
"""Examples of the docs run and say what the page says.

A page has a ```toml block that is a whole scenario (it begins with `schema_version`); the next ```text block is what
`gigaplan plan` prints about it, but for certificates, reports and the paragraphs of variants that have a plan.
`--accept` writes these blocks anew; read the words around them afterwards. docs/mission.md sets figures of the golden
summaries beside what was said; those are compared too.
"""

import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = ROOT / "docs" / "explanation"
BLOCK = re.compile(r"```toml\n(schema_version.*?)```(.*?)```text\n(.*?)```", re.S)


def words(gigaplan: str, scenario: str) -> str:
    """What the program says about the scenario, as the pages carry it."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder)
        (path / "my.toml").write_text(scenario)
        run = subprocess.run([gigaplan, "plan", "my.toml", "-o", "out", "--progress=none"], cwd=path, text=True,
                             capture_output=True)
    if run.returncode not in (0, 4):
        sys.exit(f"exit {run.returncode}: {run.stderr}{run.stdout}")
    parts = [part for part in run.stdout.strip().split("\n\n") if "No plan" in part or not part.startswith("Variant ")]
    lines = [line for part in parts for line in part.split("\n")]
    return "".join(line + "\n" for line in lines if not line.startswith(("Certificate:", "Report:")))


# Example, line that begins the part of its golden summary, field, divisor, how docs/mission.md writes the value.
MISSION = [
    ("stargate-us", "claim of facility_power", "planned", 1e3, "{:.2f} GW for"),
    ("stargate-us", "claim of capital_cost", "planned", 1e9, "{:.1f} bn USD"),
    ("stargate-us", "claim of sites", "planned", 1, "| 10 | {:.0f} |"),
    ("stargate-us", "claim of construction_jobs", "planned", 1, "**{:,.0f}** on the sites"),
    ("stargate-us", "claim of construction_jobs_in_all", "planned", 1, "{:,.0f} with those elsewhere"),
    ("stargate-us", "claim of permanent_jobs", "planned", 1, "{:,.0f} that stay"),
    ("uae-tier", "claim of it_power", "planned", 1, "**{:.0f} MW_it** under tier 2"),
    ("korea", "claim of users", "planned", 1e6, "{:.2f} M (an input"),
    ("korea", "claim of accelerators", "planned", 1, "**{:,.0f}** of a newer kind"),
    ("seven-trillion", "claim of capital_cost", "planned", 1e12, "**{:.2f} tn USD**"),
    ("seven-trillion", "claim of investment_per_power", "planned", 1e6, "{:.1f} bn USD/GW"),
    ("eu-300-percent", "claim of h100_equivalents", "claimed", 1, "{:,.0f} more"),
    ("eu-300-percent", "claim of h100_equivalents", "planned", 1, "| {:,.0f} | `golden"),
    ("eu-300-percent", "claim of accelerators", "planned", 1, "{:,.0f} in all of the programme"),
]


def golden(example: str, part: str, field: str) -> float:
    """A figure of a golden summary: the first line `field` after the first that begins with `part`."""
    lines = (ROOT / "tests" / "golden" / f"{example}.txt").read_text().splitlines()
    first = next(i for i, line in enumerate(lines) if line.startswith(part))
    return float(next(line for line in lines[first:] if line.split()[0] == field).split()[1])


def stale_figures() -> int:
    page, wrong = (ROOT / "docs" / "mission.md").read_text(), 0
    for example, part, field, divisor, form in MISSION:
        written = form.format(golden(example, part, field) / divisor)
        if written not in page:
            wrong += 1
            print(f"docs/mission.md lacks \"{written}\" ({example}: {part}, {field})")
    return wrong


def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("--gigaplan", required=True)
    options.add_argument("--accept", action="store_true", help="write the blocks anew")
    asked = options.parse_args()
    seen, wrong = 0, 0
    for page in sorted(PAGES.glob("*.md")):
        text = page.read_text()
        for scenario, _, said in BLOCK.findall(text):
            seen += 1
            says = words(str(pathlib.Path(asked.gigaplan).resolve()), scenario)
            if says == said:
                continue
            wrong += 1
            print(f"{page.name} says:\n{said}\nthe program says:\n{says}")
            text = text.replace("```text\n" + said + "```", "```text\n" + says + "```", 1)
        if asked.accept:
            page.write_text(text)
    stale = stale_figures()
    print(f"{seen} examples, {wrong} differ; {stale} figures of the mission differ")
    return 1 if seen < 5 or stale or (wrong and not asked.accept) else 0


if __name__ == "__main__":
    sys.exit(main())
