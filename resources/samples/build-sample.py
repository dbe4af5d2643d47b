#!/usr/bin/env python3
"""build-sample.py CLI WORKBOOK OUT.keikaku: imports a bundled plan at build time. Problems that the import lists (exit 1) are part of
these real workbooks; anything worse stops the build."""
import os
import subprocess
import sys
import tempfile

cli, workbook, out = sys.argv[1:]
if os.path.exists(out):
    os.unlink(out)  # `new` never overwrites
with tempfile.TemporaryDirectory() as private:
    # nothing of the build gets into the user's own working copies, nor the user's language into the sample
    env = dict(os.environ, XDG_DATA_HOME=private, XDG_STATE_HOME=private, XDG_CACHE_HOME=private,
               LANGUAGE="ja", LC_ALL="C.UTF-8", USER="keikakubo", LOGNAME="keikakubo")
    env.setdefault("ASAN_OPTIONS", "detect_leaks=0")
    done = subprocess.run([cli, "new", out, "--from", workbook], env=env, capture_output=True, encoding="utf-8")
if done.returncode not in (0, 1):
    sys.stderr.write(f"{os.path.basename(out)}: keikakubo-cli new ended with {done.returncode}\n{done.stderr}")
    sys.exit(1)
