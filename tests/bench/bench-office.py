#!/usr/bin/env python3
"""bench-office.py GENERATE CLI: P9 and P10 as whole programs: our report against the same cells written by openpyxl, and against
LibreOffice turning the same workbook into xlsx and pdf."""
import os
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from benchlib import in_turn, quantile, line, ratio, spread, wall_ms  # noqa: E402

generate, cli = sys.argv[1:3]
INDICATORS = 2000
work = tempfile.mkdtemp(prefix="keikakubo-bench-")
os.environ["XDG_DATA_HOME"] = work + "/data"

# What a script of a city hall would do: write the same cells with the formats that the print face has, row by row.
OPENPYXL = """
import sys, pickle, openpyxl
from openpyxl.styles import Alignment, Border, Side
sheets = pickle.load(open(sys.argv[1], "rb"))
book = openpyxl.Workbook(); book.remove(book.active)
thin = Side(style="thin"); border = Border(thin, thin, thin, thin); wrap = Alignment(wrap_text=True, vertical="top")
for name, rows in sheets:
    sheet = book.create_sheet(name)
    for r, row in enumerate(rows, 1):
        for c, value in enumerate(row, 1):
            if value is not None:
                cell = sheet.cell(r, c, value); cell.border = border; cell.alignment = wrap
book.save(sys.argv[2])
"""


def report(ending):
    return wall_ms([cli, "report", work + "/plan.keikaku", "--kind", "kpi", "--final", "-o", f"{work}/ours.{ending}"])


def office(ending):
    return wall_ms(["soffice", f"-env:UserInstallation=file://{work}/office", "--headless", "--convert-to", ending, "--outdir", work + "/lo",
                    work + "/ours.xlsx"])


try:
    import openpyxl

    subprocess.run([generate, work + "/plan.keikaku", str(INDICATORS), "10", "1"], check=True)
    report("xlsx")
    import pickle
    book = openpyxl.load_workbook(work + "/ours.xlsx")
    with open(work + "/cells", "wb") as out:
        pickle.dump([(s.title, [list(r) for r in s.iter_rows(values_only=True)]) for s in book.worksheets], out)
    with open(work + "/write.py", "w", encoding="utf-8") as out:
        out.write(OPENPYXL)
    writer = [sys.executable, work + "/write.py", work + "/cells", work + "/openpyxl.xlsx"]
    cases = {"xlsx": lambda: report("xlsx"), "pdf": lambda: report("pdf"), "openpyxl": lambda: wall_ms(writer)}
    if shutil.which("soffice"):
        cases |= {"libreoffice-xlsx": lambda: office("xlsx"), "libreoffice-pdf": lambda: office("pdf")}
    figures = in_turn(cases)
    for name, values in figures.items():
        print(f"report of {INDICATORS} indicators, {name}: ms {spread(values)}")
    # for information: opening and checking the document is in ours, and not in the other (bench-report holds the gate)
    line("P9", "open-and-xlsx-report-to-openpyxl", quantile(figures["xlsx"], .5) / quantile(figures["openpyxl"], .5))
    if "libreoffice-xlsx" in figures:
        ratio("P9", "xlsx-report-to-libreoffice", figures, "xlsx", "libreoffice-xlsx", .6)
        ratio("P10", "pdf-report-to-libreoffice", figures, "pdf", "libreoffice-pdf", .4)
finally:
    shutil.rmtree(work, ignore_errors=True)
