#!/usr/bin/env python3
"""Holds the house to its map: every include to the ROOMS its room declares, every declaration to the order of
src/gigaplan/CMakeLists.txt, every room to a README of at most 20 lines. Prints what is wrong; exit code 1 then."""
import pathlib
import re
import sys

root = pathlib.Path(__file__).resolve().parents[2]
source = root / "src" / "gigaplan"
order = re.search(r"foreach\(room ([^)]*)\)", (source / "CMakeLists.txt").read_text()).group(1).split()
engine = {"network", "program", "formulate", "certify", "solve", "block_ipm"}
ai_rooms = {"catalogue", "roofline", "scenario", "compile", "plan", "present", "results", "finance", "readiness", "report"}
wrong = []


def folder_of(room):
    hits = [p.parent for p in source.rglob("CMakeLists.txt") if re.search(rf"gigaplan_room\({room}\b", p.read_text())]
    return hits[0] if hits else None


rooms = {}
for listing in source.rglob("CMakeLists.txt"):
    for name, body in re.findall(r"gigaplan_room\((\w+)([^)]*)\)", listing.read_text()):
        words = body.split()
        section, lists = None, {"ROOMS": [], "PARTS": [], "TEST_ROOMS": []}
        for word in words:
            if word in lists:
                section = word
            elif section:
                lists[section].append(word)
        rooms[name] = {"folder": listing.parent, "rooms": set(lists["ROOMS"]), "tests": set(lists["TEST_ROOMS"])}

for name, room in rooms.items():
    for other in room["rooms"]:
        if other not in rooms:
            wrong.append(f"{name} names a room that does not exist: {other}")
        elif name in order and other in order and order.index(other) > order.index(name):
            wrong.append(f"{name} may not know {other}: it comes later in the order of the data")
        if name in engine and other in ai_rooms:
            wrong.append(f"{name} belongs to the general engine and may not know {other}")
    readme = room["folder"] / "README.md"
    if not readme.exists():
        wrong.append(f"{name} has no README.md")
    elif len(readme.read_text().splitlines()) > 20:
        wrong.append(f"{readme.relative_to(root)} is longer than 20 lines")

nested = {room["folder"]: name for name, room in rooms.items()}


def room_of(path):
    for folder in [path.parent, *path.parents]:
        if folder in nested:
            return nested[folder]
    return None


for path in [*source.rglob("*.hpp"), *source.rglob("*.cpp")]:
    own = room_of(path)
    if own is None:
        wrong.append(f"{path.relative_to(root)} lies in no room")
        continue
    allowed = rooms[own]["rooms"] | {own}
    if path.name.endswith(("_test.cpp", "_test.hpp", "_fuzz.cpp")) or "_test" in path.name:
        allowed |= rooms[own]["tests"]
    # a room that a declared room hands on (PUBLIC) may be used as well
    grown = True
    while grown:
        more = set().union(*(rooms[r]["rooms"] for r in allowed if r in rooms)) - allowed
        grown = bool(more)
        allowed |= more
    for included in re.findall(r'#include "gigaplan/([^"]+)"', path.read_text()):
        other = room_of(source / included)
        if not (source / included).exists():
            wrong.append(f"{path.relative_to(root)} includes {included}, which is not there")
        elif other not in allowed:
            wrong.append(f"{path.relative_to(root)} includes {included}: {own} may not know {other}")

for path in root.rglob("*"):
    parts = path.relative_to(root).parts
    if path.suffix in {".cpp", ".hpp"} and not {"build", "node_modules", ".git"} & set(parts):
        lines = len(path.read_text().splitlines())
        if lines > 1000:
            wrong.append(f"{path.relative_to(root)} has {lines} lines; no file has more than 1,000")

print("\n".join(wrong) if wrong else f"{len(rooms)} rooms keep to the map")
sys.exit(1 if wrong else 0)
