#!/usr/bin/env python3
"""bench-start.py BARE KEIKAKUBO GENERATE CLI: P1, P2 and P12. Runs in a private X server (tests/guitest/run-gui.sh).

P1   the start with 2,000 indicators to the first whole frame, against an empty GTK window, which loads no font, and against
     one with two Japanese words: wall time and instructions
P2   the start until idle with 2,000 and 20,000 indicators, against Gnumeric and LibreOffice with the same facts as a workbook
P12  memory at its highest by the first frame and idle"""
import os
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from benchlib import Watched, first_frame_ms, in_turn, instructions, line, quantile, ratio, spread, wall_ms  # noqa: E402

bare, keikakubo, generate, cli = sys.argv[1:5]
work = tempfile.mkdtemp(prefix="keikakubo-bench-")
env = dict(os.environ, XDG_DATA_HOME=work + "/data", XDG_STATE_HOME=work + "/state", XDG_CONFIG_HOME=os.environ["XDG_CONFIG_HOME"])
framed = dict(env, KEIKAKUBO_BENCH_FIRST_FRAME="1")
files, books = {}, {}


def opened(n):
    """Each start gets a document of its own, as if it were the first."""
    folder = tempfile.mkdtemp(dir=work)
    return shutil.copy(files[n], folder)


def idle(command, memory=None):
    shutil.rmtree(work + "/data", ignore_errors=True)
    program = Watched(command, env)
    try:
        took = program.until_idle_ms()
        if memory is not None:
            memory.append(program.memory_kib())
    finally:
        program.end()
    return took


def put_pointer_away():
    """A pointer that happens to rest on a window shows a tooltip half a second later: that is no part of the start."""
    subprocess.run(["xdotool", "mousemove", "1365", "899"], check=True)


def start():
    figures = in_turn({"bare": lambda: first_frame_ms([bare], env), "words": lambda: first_frame_ms([bare, "text"], env),
                       **{str(n): (lambda n=n: first_frame_ms([keikakubo, opened(n)], framed)) for n in files}})
    for name, values in figures.items():
        print(f"first frame {name}: ms {spread(values)}")
    ratio("P1", "first-frame-2000-to-bare-window", figures, "2000", "bare", 1.8)
    ratio("P1", "first-frame-2000-to-two-words", figures, "2000", "words", 1.8)
    if shutil.which("valgrind"):
        ours = instructions([keikakubo, opened(2000)], framed)
        line("P1", "instructions-2000-to-bare-window", ours / instructions([bare], env), 2.1)
        line("P1", "instructions-2000-to-two-words", ours / instructions([bare, "text"], env), 2.1)


def memory():
    def peak(command):
        kib = []
        idle(command, kib)
        return kib[0] * 1024

    stay = dict(env, KEIKAKUBO_BENCH_STAY="1")
    os.environ.update(stay)
    env.update(stay)
    figures = in_turn({"bare": lambda: peak([bare]), "words": lambda: peak([bare, "text"]), **{str(n): (lambda n=n: peak([keikakubo, opened(n)])) for n in files}}, 5)
    for name, values in figures.items():
        print(f"peak memory {name}: MiB {spread([v / 2 ** 20 for v in values])}")
    ratio("P12", "memory-2000-to-bare-window", figures, "2000", "bare", 1.35)
    ratio("P12", "memory-2000-to-two-words", figures, "2000", "words", None)
    ratio("P12", "memory-two-words-to-bare-window", figures, "words", "bare", None)
    growth = (quantile(figures["20000"], .5) - quantile(figures["2000"], .5)) / 18000
    line("P12", "growth-per-indicator", growth, 450, "B")
    return quantile(figures["20000"], .5)


def against_offices(ours_20000):
    offices = {}
    if shutil.which("gnumeric"):
        offices["gnumeric"] = (lambda book: ["gnumeric", "--no-splash", book], {2000: .6, 20000: .2})
    if shutil.which("soffice"):
        profile = f"-env:UserInstallation=file://{work}/office"
        offices["libreoffice"] = (lambda book: ["soffice", profile, "--norestore", "--nologo", "--nofirststartwizard", book], {2000: .2, 20000: .15})
    for n in (2000, 20000):
        if n not in books:
            continue
        kib = {office: [] for office in offices}
        cases = {"ours": lambda n=n: idle([keikakubo, opened(n)])}
        for office, (command, _) in offices.items():
            cases[office] = lambda c=command, o=office, n=n: idle(c(books[n]), kib[o])
        figures = in_turn(cases)
        for name, values in figures.items():
            print(f"until idle {n} {name}: ms {spread(values)}")
        for office, (_, gates) in offices.items():
            ratio("P2", f"open-{n}-to-{office}", figures, "ours", office, gates[n])
        if n == 20000 and kib.get("gnumeric"):
            line("P12", "memory-20000-to-gnumeric", ours_20000 / (quantile(kib["gnumeric"], .5) * 1024), .6)


try:
    for n in (200, 2000, 20000):
        files[n] = f"{work}/{n}.keikaku"
        subprocess.run([generate, files[n], str(n), "10", "1"], check=True)
    for n in (2000, 20000):
        books[n] = f"{work}/{n}.xlsx"
        wall_ms([cli, "export", files[n], "--format", "xlsx", "-o", books[n]])
    put_pointer_away()
    start()
    against_offices(memory())
finally:
    shutil.rmtree(work, ignore_errors=True)
