#!/usr/bin/env python3
"""Checks that the formulas of results.xlsx live: LibreOffice recalculates the workbook as written and with each yellow
input at another value, and all must give what `gigaplan finance` computes for the case with the same change.

    tools/check-workbook.py [--program build/gigaplan] [--case examples/finance/gpu-campus.toml] [--run FOLDER | --scenario FILE]

--run takes the workbook that `gigaplan finance FOLDER` makes of a plan, as written, in place of a case; --scenario plans FILE
over two typical days first and takes the plan and each of its variants.

Compared are key figures, levelised costs, sources and uses, tornado and two-way table, for the case with leases and vendor
credit added: its debt sized to cover as it is, sized to the largest share, sculpted and level as a share of the cost. Of the
price factors of the tornado nothing is compared: the program solves them. Exit 77: no soffice.
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
    "equity IRR, real": ("returns", "real_equity_irr"), "project NPV": ("returns", "project_npv"),
    "equity NPV": ("returns", "equity_npv"), "term debt": ("debt", "term_amount"), "least cover (DSCR)": ("debt", "least_cover"),
    "average cover": ("debt", "average_cover"), "loan life cover (LLCR)": ("debt", "loan_life_cover"),
}


def times(key, unit, factor):
    """Every value of `key` in the case times `factor`."""
    def change(text):
        text, count = re.subn(rf'^({key} = "?)(-?[\d._]+)( ?{unit}.*)$',
                              lambda m: f"{m[1]}{float(m[2].replace('_', '')) * factor!r}{m[3]}", text, flags=re.M)
        assert count, key
        return text
    return change


def put(old, new):
    def change(text):
        text, count = re.subn(old, new, text, flags=re.M)
        assert count == 1, (old, count)
        return text
    return change


def both(*changes):
    def change(text):
        for one in changes:
            text = one(text)
        return text
    return change


# each yellow input: another value, and what it is in the case
CHANGES = {
    "capital factor": (1.1, times("amount", "(?:bn|M) USD_2025\"$(?!\\nyear)", 1.1)),
    "operating cost factor": (1.2, both(times("per_unit", "USD", 1.2), times("per_year", "M USD", 1.2))),
    "volume factor": (0.9, both(times("volume", "", 0.9), times("committed", "%", 1 / 0.9))),
    "price factor": (1.07, times("price", "USD", 1.07)),
    "discount rate": (0.07, put(r'^discount_rate = .*', 'discount_rate = "7 %"')),
    "equity return asked for": (0.12, put(r'^equity_return = .*', 'equity_return = "12 %"')),
    "tax rate": (0.3, put(r'^federal = .*\nstate = .*', 'rate = "30 %"')),
    "losses carried (1) or refunded (0)": (0, put(r'^\[tax\]', '[tax]\nlosses = "refunded"')),
    "part of profit that losses shelter": (0.5, put(r'^usable_losses = .*', 'usable_losses = "50 %"')),
    "residual value factor": (0.5, both(times("residual", "%", 0.5), put(r'^residual = "7.5 %"', 'residual = "15 %"'))),  # not of leases
    "term debt: interest": (0.05, put(r'^interest = "7.2 %"', 'interest = "5 %"')),
    "term debt: fee": (0.04, put(r'^upfront_fee = .*', 'upfront_fee = "4 %"')),
    "term debt: commitment fee": (0.03, put(r'^commitment_fee = .*', 'commitment_fee = "3 %"')),
    "reserve of debt service": (9, put(r'^reserve_months = .*', 'reserve_months = 9')),
    "receivables": (60, put(r'^receivable_days = .*', 'receivable_days = 60')),
    "working cash": (5, put(r'^working_months = .*', 'working_months = 5')),
    "interest on reserves": (0.005, put(r'^interest = "2 %"', 'interest = "0.5 %"')),
    "chip-backed loans: interest": (0.12, put(r'^interest = "9.5 %"', 'interest = "12 %"')),
    "vendor credit: interest": (0.02, put(r'^interest = "6 %"', 'interest = "2 %"')),
    "leases: rate": (0.14, put(r'^rate = "8 %"', 'rate = "14 %"')),
}
# and those of one way to size the debt
OF_SHARE = {"term debt: part of need in construction": (0.08, put(r"^share = .*", 'share = "8 %"'))}
OF_COVER = {"term debt: cover": (2.2, put(r"^cover = .*", "cover = 2.2"))}
OF_LARGEST = {"term debt: largest part of need in construction": (0.5, put(r"^largest_share = .*", 'largest_share = "50 %"'))}
TOGETHER = ["capital factor", "operating cost factor", "price factor", "tax rate", "term debt: interest", "term debt: fee",
            "reserve of debt service", "working cash", "interest on reserves"]

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


def yellow(workbook):
    """Names of the yellow cells of the Inputs sheet."""
    with zipfile.ZipFile(workbook) as book:
        strings = re.findall(r"<si><t[^>]*>(.*?)</t></si>", book.read("xl/sharedStrings.xml").decode())
        cells = re.findall(r'<c r="A\d+"(?: s="\d+")? t="s"><v>(\d+)</v></c><c r="B\d+" s="(\d+)">',
                           book.read("xl/worksheets/sheet2.xml").decode())
        styles = book.read("xl/styles.xml").decode()
    fills = re.findall(r"<fill>.*?</fill>", styles)
    formats = re.findall(r'<xf [^>]*?fillId="(\d+)"', styles[styles.index("<cellXfs"):styles.index("</cellXfs")])
    return {strings[int(name)].replace("&gt;", ">") for name, style in cells if "FFFFF2CC" in fills[int(formats[int(style)])]}


def recalculated(soffice, workbooks, folder):
    """By workbook, its sheets as lists of rows."""
    profile, out = folder / "profile", folder / "csv"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS)
    subprocess.run([soffice, f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to",
                    'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1', "--outdir", str(out),
                    *map(str, workbooks)], check=True, capture_output=True, timeout=500)
    return [{sheet: list(csv.reader((out / f"{book.stem}-{sheet}.csv").open())) for sheet in ("Summary", "Sensitivity")}
            for book in workbooks]


def number(text):
    if text.startswith("#"):  # #N/A: the debt did not settle
        return float("nan")
    return float(text.rstrip("%")) / (100 if text.endswith("%") else 1) if text else None


def expected(ours):
    """What the Summary must say: (name, value, least difference that counts)."""
    total = sum(a["value"] for a in ours["uses"])
    for name, (group, key) in FIGURES.items():
        # an NPV is a small difference of large sums, none where a price makes the owners whole
        yield name, ours[group][key], 1e-9 * total if key.endswith("npv") else 0
    for cost in ours["unit_costs"]:
        of = f"{cost['name']} [{ours['currency']}/{cost['unit']}]"
        yield of + ", nominal", cost["nominal"], 0
        yield f"{of}, real, in prices of {ours['years'][0]}", cost["real"], 0
    for amount in ours["uses"] + ours["sources"]:
        yield amount["name"], amount["value"], 1e-9 * total
    for price in ours["break_even"]["prices"]:
        yield f"{price['name']} [{ours['currency']}/{price['unit']}] in", price["nominal"], 0
    yield "largest imbalance of the balance sheet", 0, 1e-9 * total
    yield "term debt not settled", 0, 1e-9 * total


def compare(title, sheets, ours):
    bad = compared = 0

    def same(name, found, wanted, least=0.0):
        nonlocal bad, compared
        compared += 1
        if wanted is None:
            return
        if found is None or not abs(found - wanted) <= max(least, 1e-7 * max(1e-2, abs(wanted))):
            bad += 1
            print(f"{title}: {name} is {found} in LibreOffice, {wanted} here")

    summary = {}
    for line in sheets["Summary"]:
        # sources and uses may share a name with a figure above: the last one is theirs, and equal where both are one thing
        if len(line) > 1 and line[1]:
            summary.setdefault(re.sub(r"( in) \d{4}$", r"\1", line[0]), []).append(line[1])
    for name, value, least in expected(ours):
        found = [number(text) for text in summary.get(name, []) if re.match(r"-?[\d.]", text)]
        best = min(found, key=lambda x: abs(x - value)) if found and value is not None else None
        same(name, best, value, least)
    rows = {line[0]: line for line in sheets["Sensitivity"][:12]}
    for swing in ours["sensitivities"]["tornado"]:
        same(f"{swing['driver']} low", number(rows[swing["driver"]][3]), swing["equity_irr_low"])
        same(f"{swing['driver']} high", number(rows[swing["driver"]][4]), swing["equity_irr_high"])
    table = ours["sensitivities"]["two_way"]["equity_irr"]
    for cells, wanted in zip(sheets["Sensitivity"][-len(table):], table):
        for text, value in zip(cells[1:], wanted):
            same("two-way", number(text), value)
    print(f"{title}: {compared} figures compared, {bad} differ")
    return bad


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--program", default=str(ROOT / "build" / "gigaplan"))
    arguments.add_argument("--case", default=str(ROOT / "examples" / "finance" / "gpu-campus.toml"))
    arguments.add_argument("--run", help="the folder of a plan")
    arguments.add_argument("--scenario", help="a scenario to plan first")
    options = arguments.parse_args()
    soffice = shutil.which("soffice") or shutil.which("libreoffice")
    if soffice is None:
        print("skipped: LibreOffice (soffice) is not installed")
        sys.exit(77)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        runs = [Path(options.run)] if options.run else []
        if options.scenario:
            subprocess.run([options.program, "plan", options.scenario, "--hours", "typical:2", "--quiet", "-o", str(folder / "run")],
                           check=True, capture_output=True)
            runs = [result.parent for result in sorted((folder / "run").rglob("results.nc"))]
        if runs:
            books, ours = [folder / f"{index}.xlsx" for index in range(len(runs))], []
            for run, book in zip(runs, books):
                ours.append(finance(options.program, run, folder / book.stem))
                shutil.copy(folder / book.stem / "results.xlsx", book)
            sheets = recalculated(soffice, books, folder)
            return 1 if sum(compare(run.name, *pair) for run, pair in zip(runs, zip(sheets, ours))) else 0
        jobs = []  # title, workbook, what must be in it, whether its sensitivities are compared

        def case(title, text, into):
            path = folder / f"{into}.toml"
            path.write_text(text)
            ours = finance(options.program, path, folder / into)
            book = folder / f"{into}.xlsx"
            shutil.copy(folder / into / "results.xlsx", book)
            jobs.append((title, book, ours))
            return book

        text = put(r'^(chip_loan = "45 %")', r'\1\nlease = "5 %"\nvendor_credit = "5 %"')(Path(options.case).read_text())
        text += '\n[lease]\nrate = "8 %"\nyears = "4 yr"\nresidual = "15 %"\n\n[vendor_credit]\ninterest = "6 %"\nyears = "3 yr"\n'
        share = put(r'^size = "cover"(\n.*)\nlargest_share = .*', r'size = "share"\1\nshare = "10 %"')
        ways = {
            "sized to cover": (put(r"^cover = .*", "cover = 2.5")(text), OF_COVER | OF_LARGEST),
            "sized to the largest share": (put(r'^largest_share = .*', 'largest_share = "8 %"')(text), OF_COVER | OF_LARGEST),
            "sculpted share": (put(r"^upfront_fee", 'repayment = "sculpted"\nupfront_fee')(share(text)), OF_COVER | OF_SHARE),
            "level share": (share(text), OF_SHARE),
            "a rate for construction": (put(r"^upfront_fee", 'construction_interest = "9 %"\nupfront_fee')(text), OF_COVER),
        }
        for way, (text, more) in ways.items():
            written = case(f"{way}, as written", text, way.replace(" ", "-"))
            first = jobs[-1]
            changes = CHANGES | more
            if way in ("sized to cover", "level share"):
                missing = yellow(written) ^ set(changes)
                if missing:
                    sys.exit(f"{way}: yellow inputs and the changes tried differ in {missing}")
                tried = [[name] for name in changes] + [TOGETHER]
            else:
                tried = [[name] for name in more] + [TOGETHER]
            for index, names in enumerate(tried):
                changed = text
                for name in names:
                    changed = changes[name][1](changed)
                title = f"{way}, {names[0] if len(names) == 1 else 'many inputs'}"
                case(title, changed, f"{way.replace(' ', '-')}{index}")
                with_inputs(written, jobs[-1][1], {name: changes[name][0] for name in names})
                if {**jobs[-1][2], "output": ""} == {**first[2], "output": ""} and names != ["term debt: cover"]:
                    sys.exit(f"{title}: the changed case is the same as the one before")
        bad = sum(compare(title, sheets, ours) for (title, _, ours), sheets in
                  zip(jobs, recalculated(soffice, [book for _, book, _ in jobs], folder)))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
