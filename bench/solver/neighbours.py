#!/usr/bin/env python3
"""`make bench-neighbours`: what a start from a neighbour's plan saves the block solver.

    bench/solver/neighbours.py [--hours typical:24] [--threads 2] [WORDS ...]

Each change is planned twice: as a scenario of its own, from the usual start, and as a variant, from the way to the plan of the
file without it. Prints iterations and seconds of the solve stages of both (all goals together for the seconds, the last goal's
for the iterations), and how far apart the two present costs are. Bottlenecks and rules without a basis start the same way.
"""
import argparse
import json
import pathlib
import re
import subprocess
import tempfile

HERE = pathlib.Path(__file__).resolve().parents[2]
# file, change, TOML with @ for the place that it has in a scenario of its own or under a variant
CHANGES = [
    ("bench/one-period.toml", "2 % more of the assistant's users", '[[@service]]\nid = "assistant"\nreach = "25.5 %"'),
    ("bench/one-period.toml", "10 % more of the assistant's users", '[[@service]]\nid = "assistant"\nreach = "27.5 %"'),
    ("bench/one-period.toml", "wind 5 % dearer", '[[@plant]]\nid = "wind-brandenburg"\nprice = "71.4 EUR_2025/MWh"'),
    ("bench/one-period.toml", "1 % more carbon-free", '[@power]\ncarbon_free = "80.8 %"'),
    ("bench/one-period.toml", "10 % more carbon-free", '[@power]\ncarbon_free = "88 %"'),
    ("bench/one-period.toml", "5 % more grid in Brandenburg", '[[@site]]\nid = "brandenburg"\ngrid = "126 MW"'),
    ("examples/uae-tier.toml", "no licence is needed", '[[@licence]]\nid = "tier-2"\nremove = true'),
    ("examples/uae-tier.toml", "10 % fewer of the agents' users", '[[@service]]\nid = "agents"\nreach = ['
     '{ year = 2027, share = "0.09 %" }, { year = 2028, share = "0.45 %" }, { year = 2030, share = "5.4 %" }]'),
    ("examples/korea.toml", "0.7 bn USD may be borrowed", '[@loan]\nlimit = "0.7 bn USD_2025"\nincome = ['
     '{ year = 2028, price = "1.2 USD_2025/h" }, { year = 2030, price = "0.9 USD_2025/h" }, { year = 2032, price = "0.6 USD_2025/h" }]'),
    ("examples/korea.toml", "10 % more of the assistant's users in 2028", '[[@service]]\nid = "kakao-assistant"\nreach = ['
     '{ year = 2028, share = "33 %" }, { year = 2030, share = "60 %" }, { year = 2032, share = "91 %" }]'),
]


def scenario(folder, base, change, as_variant):
    """A file that extends `base` without its variants, with the change as a variant or on its own."""
    path = HERE / base
    lines = [f'extends = "{path}"']
    for name in re.findall(r'^\[\[variant\]\].*\nname = "(.*?)"', path.read_text(), re.M):
        lines += ["[[variant]]", f'name = "{name}"', "remove = true"]
    if as_variant:
        lines += ["[[variant]]", 'name = "changed"', change.replace("@", "variant.change.")]
    else:
        lines.append(change.replace("@", ""))
    file = pathlib.Path(folder) / ("variant.toml" if as_variant else "alone.toml")
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def planned(program, file, hours, threads):
    command = [program, "plan", file, "--hours", hours, "--solver", "block-ipm", "--threads", str(threads), "--measure", "0",
               "--rules", "0", "--json", "--quiet", "--progress", "none", "--force", "-o", file.with_suffix("")]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    if done.returncode not in (0, 6):
        raise SystemExit(f"{file.name} ended with {done.returncode}: {done.stderr.strip()[-500:]}")
    return json.loads(done.stdout)


def solved(run):
    return run["solver"]["iterations"], run["seconds"]["solve"], run["present_cost"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", nargs="*", help="only the changes whose file or name has one of these in it")
    parser.add_argument("--hours", default="typical:24")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--gigaplan", default=HERE / "build" / "gigaplan")
    options = parser.parse_args()
    print("| plan | change | columns | iterations alone | from the neighbour | solve alone [s] | from the neighbour [s] | costs differ by |")
    print("|" + "---|" * 8)
    for base, name, change in CHANGES:
        if options.words and not any(word in f"{base} {name}" for word in options.words):
            continue
        with tempfile.TemporaryDirectory() as folder:
            alone = planned(options.gigaplan, scenario(folder, base, change, False), options.hours, options.threads)
            both = planned(options.gigaplan, scenario(folder, base, change, True), options.hours, options.threads)
        first, second = solved(alone), solved(both["variants"][0])
        apart = abs(first[2] - second[2]) / abs(first[2])
        print(f"| {pathlib.Path(base).stem} | {name} | {alone['size']['columns']:,} | {first[0]} | {second[0]} "
              f"| {first[1]:.2f} | {second[1]:.2f} | {apart:.0e} |", flush=True)


if __name__ == "__main__":
    main()
