#!/usr/bin/env python3
"""Completion: the words are those of the option table and the catalogue; each shell that is here completes with them."""
import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

program = None
build = None


def words(*line):
    done = subprocess.run([program, "completion", "words", "--", *line], capture_output=True, text=True, check=True)
    return [text.split("\t")[0] for text in done.stdout.splitlines()]


def ids(kind):
    records = json.loads(subprocess.run([program, "catalogue", "list", kind, "--json"], capture_output=True, text=True, check=True).stdout)
    return [record["id"] for record in records["records"]]


def options_of(help_text):
    return set(re.findall(r"(?<![^\s,])--[a-z][a-z-]*", help_text.split("Options:")[1].split("Subcommands:")[0]))


class Words(unittest.TestCase):
    def test_commands_and_options_are_those_of_the_help(self):
        told = subprocess.run([program, "--help"], capture_output=True, text=True, check=True).stdout
        commands = re.findall(r"^  ([a-z]+) ", told.split("Subcommands:")[1], re.MULTILINE)
        self.assertGreater(len(commands), 10)
        self.assertEqual(sorted(words("")), sorted(commands))
        self.assertIn("completion", commands)
        lines = [[command] for command in commands if command != "catalogue"] + [["catalogue", "list"], ["catalogue", "show"]]
        for line in lines:
            with self.subTest(line=line):
                told = subprocess.run([program, *line, "--help"], capture_output=True, text=True, check=True).stdout
                self.assertEqual(set(words(*line, "--")), options_of(told))

    def test_values_that_are_known(self):
        self.assertEqual(words("plan", "--solver", ""), ["auto", "simplex", "hipo", "hipo-unscaled", "ipx", "mip", "block-ipm"])
        self.assertEqual(words("solve", "--solver=hi"), ["--solver=hipo", "--solver=hipo-unscaled"])
        self.assertEqual(words("solve", "--solver", "=", "hi"), ["hipo", "hipo-unscaled"])  # as bash splits it
        self.assertEqual(words("plan", "--progress", "p"), ["plain"])
        self.assertEqual(sorted(words("estimate", "--model", "")), sorted(ids("models")))
        self.assertEqual(sorted(words("estimate", "--accelerator", "")), sorted(ids("accelerators")))
        self.assertEqual(sorted(words("new", "my.toml", "--country", "")), sorted(ids("countries")))
        self.assertEqual(words("estimate", "--workload", "mlperf/llama2-70b/s"), ["mlperf/llama2-70b/server"])
        self.assertIn("H200 SXM", words("catalogue", "show", "--json", "H"))
        self.assertEqual(words("completion", ""), ["bash", "zsh", "fish", "words"])
        for value in words("plan", "--solver", ""):  # each is taken, and another is not
            done = subprocess.run([program, "plan", "none.toml", "--solver", value], capture_output=True, text=True)
            self.assertEqual(done.returncode, 7, done.stderr)
        for workload in words("estimate", "--workload", ""):
            subprocess.run([program, "estimate", "--workload", workload], capture_output=True, check=True)

    def test_where_nothing_is_known(self):
        for line in [["plan", ""], ["plan", "-o", ""], ["plan", "--threads", ""], ["plans", "--"], ["plan", "--", "--"]]:
            self.assertEqual(words(*line), [])


class Shells(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp())
        subprocess.run(["cmake", "--install", build, "--prefix", cls.folder], capture_output=True, check=True)
        cls.scripts = {"bash": cls.folder / "share/bash-completion/completions/gigaplan",
                       "zsh": cls.folder / "share/zsh/site-functions/_gigaplan",
                       "fish": cls.folder / "share/fish/vendor_completions.d/gigaplan.fish"}
        cls.program = cls.folder / "bin/gigaplan"

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    def test_what_is_installed_is_what_is_printed(self):
        for shell, script in self.scripts.items():
            told = subprocess.run([program, "completion", shell], capture_output=True, text=True, check=True).stdout
            self.assertEqual(script.read_text(), told)

    def run_in(self, shell, words, env=None):
        if shutil.which(shell) is None:
            self.skipTest(f"{shell} is not here: its script is not tried")
        done = subprocess.run(words, capture_output=True, text=True, timeout=60, env={**os.environ, **(env or {})})
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return done.stdout.splitlines()

    def in_bash(self, *line):
        return self.run_in("bash", ["bash", "--norc", "-c", """source "$1"; complete -p gigaplan >/dev/null || exit 1; shift; COMP_WORDS=("$@")
                                    COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _gigaplan; printf '%s\\n' "${COMPREPLY[@]}" """,
                                    "bash", self.scripts["bash"], self.program, *line])

    def test_bash(self):
        self.assertEqual(self.in_bash("plan", "--solver", "hi"), ["hipo", "hipo-unscaled"])
        self.assertEqual(self.in_bash("plan", "--solver", "=", "hi"), ["hipo", "hipo-unscaled"])
        self.assertEqual(self.in_bash("estimate", "--accelerator", r"H200\ S"), [r"H200\ SXM"])
        self.assertEqual(self.in_bash("estimate", "--accelerator", '"H200 S'), ["H200 SXM"])
        self.assertEqual(self.in_bash("plan", "--time"), ["--time-limit"])
        self.assertEqual(self.in_bash("plan", "my"), [""])  # files are bash's own

    def test_zsh(self):
        def in_zsh(*line):
            return self.run_in("zsh", ["zsh", "-f", "-c", """compdef() {}; _describe() { print -rl -- "${(@P)2}" }; _files() { print files }
                                       source "$1"; shift; words=("$@"); CURRENT=$#words; _gigaplan""",
                                       "zsh", self.scripts["zsh"], self.program, *line])
        self.assertEqual(in_zsh("plan", "--solver", "hi"), ["hipo:"])
        self.assertEqual(in_zsh("estimate", "--accelerator", r"H200\ S"), ["H200 SXM:"])
        self.assertEqual(in_zsh("plan", "--hours", "t"), [r"typical\:12:"])
        self.assertEqual(in_zsh("new", "my.toml", "--country", "DE"), ["DEU:Germany"])
        self.assertEqual(in_zsh("plan", "my"), ["files"])

    def test_fish(self):
        def in_fish(line):
            path = {"PATH": f"{self.program.parent}:{os.environ['PATH']}", "HOME": str(self.folder)}
            return self.run_in("fish", ["fish", "--no-config", "-c", f"source {self.scripts['fish']}; complete -C {line!r}"], path)
        self.assertEqual(in_fish("gigaplan plan --solver hi"), ["hipo", "hipo-unscaled"])
        self.assertEqual(in_fish("gigaplan new my.toml --country DE"), ["DEU\tGermany"])
        self.assertEqual(in_fish("gigaplan estimate --accelerator H200\\ S"), ["H200 SXM"])


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--gigaplan", required=True)
    known, rest = parser.parse_known_args()
    program = str(pathlib.Path(known.gigaplan).resolve())
    build = str(pathlib.Path(program).parent)
    unittest.main(argv=[sys.argv[0], *rest])
