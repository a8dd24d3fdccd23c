#!/usr/bin/env python3
"""Examples of the docs run and say what the page says.

A page has a ```toml block that is a whole scenario (it begins with `schema_version`); the next ```text block is what
`gigaplan plan` prints about it, but for certificates, reports and the paragraphs of variants that have a plan.
`--accept` writes these blocks anew; read the words around them afterwards.
"""

import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

PAGES = pathlib.Path(__file__).resolve().parents[2] / "docs" / "explanation"
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
    print(f"{seen} examples, {wrong} differ")
    return 1 if seen < 5 or (wrong and not asked.accept) else 0


if __name__ == "__main__":
    sys.exit(main())
