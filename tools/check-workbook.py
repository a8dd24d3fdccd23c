#!/usr/bin/env python3
"""Checks that the formulas of results.xlsx live: LibreOffice recalculates the workbook as written and with other inputs,
and both must give what `gigaplan finance` computes.

    tools/check-workbook.py [--program build/gigaplan] [--case examples/finance/gpu-campus.toml] [--run FOLDER]

--run takes the workbook that `gigaplan finance FOLDER` makes of a plan, as written, in place of a case.

The debt is taken as a share of the cost (a size found from cash flow is a figure in the workbook). Exit 77: no soffice.
"""
import argparse
import csv
import json
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>
"""
FIGURES = {
    "project IRR before tax": ("returns", "project_irr_before_tax"), "project IRR": ("returns", "project_irr"),
    "equity IRR before tax": ("returns", "equity_irr_before_tax"), "equity IRR": ("returns", "equity_irr"),
    "project NPV": ("returns", "project_npv"), "equity NPV": ("returns", "equity_npv"),
    "term debt": ("debt", "term_amount"), "least cover (DSCR)": ("debt", "least_cover"),
}


def finance(program, case, folder):
    run = subprocess.run([program, "finance", str(case), "-o", str(folder), "--force", "--json"], capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(f"gigaplan finance failed: {run.stdout}{run.stderr}")
    return json.loads(run.stdout)


def with_inputs(source, target, changes):
    """A copy of the workbook in which numbers of the Inputs sheet (its second) are others; cached results stay as they are."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        strings = re.findall(r"<si><t[^>]*>(.*?)</t></si>", old.read("xl/sharedStrings.xml").decode())
        for entry in old.namelist():
            data = old.read(entry)
            if entry == "xl/worksheets/sheet2.xml":
                text = data.decode()
                for name, value in changes.items():
                    row = re.search(r'<c r="A(\d+)"[^>]*t="s"><v>%d</v></c>' % strings.index(name), text).group(1)
                    text, count = re.subn(r'(<c r="B%s"[^>]*><v>)[^<]*(</v>)' % row, r"\g<1>%r\g<2>" % value, text)
                    assert count == 1, name
                data = text.encode()
            new.writestr(entry, data)


def recalculated(soffice, workbook, folder):
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS)
    subprocess.run([soffice, f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to",
                    'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,1', "--outdir", str(folder),
                    str(workbook)], check=True, capture_output=True, timeout=180)
    out = {}
    table = next(p for p in folder.glob(f"{workbook.stem}*.csv"))
    for line in csv.reader(table.open()):
        if len(line) > 1 and line[1] and line[0] not in out:
            out[line[0]] = line[1]
    table.unlink()
    return out


def compare(title, sheet, ours):
    bad = 0
    total = sum(a["value"] for a in ours["uses"])
    for name, (group, key) in FIGURES.items():
        wanted = ours[group][key]
        if wanted is None:
            continue
        found = float(sheet[name].rstrip("%")) / (100 if sheet[name].endswith("%") else 1)
        # an NPV is a small difference of large sums, none where a price makes the owners whole
        least = 1e-9 * total if key.endswith("npv") else 0
        if abs(found - wanted) > max(least, 1e-7 * max(1.0, abs(wanted))):
            bad += 1
            print(f"{title}: {name} is {found} in LibreOffice, {wanted} here")
    if abs(float(sheet["largest imbalance of the balance sheet"])) > 1e-9 * total:
        bad += 1
        print(f"{title}: the balance sheet is off by {sheet['largest imbalance of the balance sheet']}")
    print(f"{title}: {len(FIGURES)} figures compared, {bad} differ")
    return bad


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--program", default=str(ROOT / "build" / "gigaplan"))
    arguments.add_argument("--case", default=str(ROOT / "examples" / "finance" / "gpu-campus.toml"))
    arguments.add_argument("--run", help="the folder of a plan")
    options = arguments.parse_args()
    soffice = shutil.which("soffice") or shutil.which("libreoffice")
    if soffice is None:
        print("skipped: LibreOffice (soffice) is not installed")
        sys.exit(77)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.run:
            ours = finance(options.program, options.run, folder / "plan")
            return 1 if compare("plan", recalculated(soffice, folder / "plan" / "results.xlsx", folder), ours) else 0
        text = Path(options.case).read_text()
        text, sized = re.subn(r'size = "cover"', 'size = "share"\nshare = "40 %"', text)
        assert sized == 1
        case = folder / "case.toml"
        case.write_text(text)
        ours = finance(options.program, case, folder / "as-written")
        workbook = folder / "as-written" / "results.xlsx"
        bad = compare("as written", recalculated(soffice, workbook, folder), ours)

        # other prices, tax, receivables and interest, in the workbook and in the case
        changes = {"price factor": 1.07, "tax rate": 0.3, "receivables": 60.0, "interest on reserves": 0.01}
        changed = folder / "changed.xlsx"
        with_inputs(workbook, changed, changes)
        price = re.search(r'price = "([\d.]+) USD_2025"', text)
        text = text.replace(price.group(0), f'price = "{float(price.group(1)) * 1.07!r} USD_2025"')
        text = re.sub(r'federal = .*\n.*state = .*', 'rate = "30 %"', text)
        text = re.sub(r"receivable_days = \d+", "receivable_days = 60", text)
        text = re.sub(r'interest = "2 %"', 'interest = "1 %"', text)
        case.write_text(text)
        theirs = finance(options.program, case, folder / "changed")
        if theirs["returns"]["equity_irr"] == ours["returns"]["equity_irr"]:
            sys.exit("the changed case is the same as the one before")
        bad += compare("with other inputs", recalculated(soffice, changed, folder), theirs)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
