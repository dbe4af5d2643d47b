"""What the benchmarks that compare whole programs share: cases in turn, one warm-up, medians, and the lines that tools/bench reads."""
import os
import re
import subprocess
import time

RUNS = int(os.environ.get("KKB_BENCH_RUNS", "15"))


def quantile(values, q):
    values = sorted(values)
    return values[round(q * (len(values) - 1))]


def spread(values):
    return f"{quantile(values, .5):.1f} (p10 {quantile(values, .1):.1f}, p90 {quantile(values, .9):.1f}, n {len(values)})"


def in_turn(cases, runs=None):
    """cases: name -> function that gives a figure. One warm-up each, then RUNS times all of them one after the other."""
    figures = {name: [] for name in cases}
    for i in range((runs or RUNS) + 1):
        for name, run in cases.items():
            figure = run()
            if i:
                figures[name].append(figure)
    return figures


def line(goal, name, value, gate=None, unit="x"):
    """BENCH GOAL NAME VALUE GATE pass|fail|info"""
    ok = "info" if gate is None else "pass" if value <= gate else "fail"
    print(f"BENCH {goal} {name} {value:.2f}{unit} {'-' if gate is None else f'<={gate:g}{unit}'} {ok}", flush=True)


def ratio(goal, name, figures, ours, other, gate):
    line(goal, name, quantile(figures[ours], .5) / quantile(figures[other], .5), gate)


def wall_ms(command, **kwargs):
    start = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **kwargs)
    return (time.monotonic() - start) * 1e3


def first_frame_ms(command, env=None):
    """From the start of the program to the line it writes after its first whole frame."""
    start = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env) as program:
        said = program.stdout.readline()
        took = (time.monotonic() - start) * 1e3
        program.stdout.read()
    assert said == b"first frame\n", (command, said)
    return took


def instructions(command, env=None):
    """Instructions of the whole program, by callgrind."""
    done = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command], env=env, check=True,
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8", errors="replace")
    return int(re.search(r"Collected : (\d+)", done.stderr).group(1))


class Watched:
    """A program with all that it starts, until it has nothing more to do."""

    def __init__(self, command, env=None):
        self.start = time.monotonic()
        self.program = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env, start_new_session=True)
        self.pids, self.listed = [self.program.pid], 0.0

    def _session(self):
        now = time.monotonic()
        if now - self.listed > .05:
            self.pids, self.listed = [], now
            for pid in filter(str.isdigit, os.listdir("/proc")):
                try:
                    with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as stat:
                        if int(stat.read().rpartition(")")[2].split()[3]) == self.program.pid:
                            self.pids.append(int(pid))
                except OSError:
                    pass
        return self.pids

    def cpu_ns(self):
        total = 0
        for pid in self._session():
            try:
                for task in os.listdir(f"/proc/{pid}/task"):
                    with open(f"/proc/{pid}/task/{task}/schedstat", encoding="ascii") as stat:
                        total += int(stat.read().split()[0])
            except OSError:
                pass
        return total

    def wants_cpu(self):
        """A program that waits for its turn on a busy machine, or for the disk, is not idle."""
        for pid in self._session():
            try:
                for task in os.listdir(f"/proc/{pid}/task"):
                    with open(f"/proc/{pid}/task/{task}/stat", encoding="utf-8", errors="replace") as stat:
                        if stat.read().rpartition(")")[2].split()[0] in "RD":
                            return True
            except OSError:
                pass
        return False

    def until_idle_ms(self, quiet=1.0, noise_ns=4_000_000, at_least_ns=10_000_000, limit=120):
        """When the last work ended before QUIET seconds without any (a blinking cursor is none)."""
        last_work, mark = time.monotonic(), self.cpu_ns()
        while time.monotonic() - self.start < limit:
            time.sleep(.005)
            now = self.cpu_ns()
            if now < mark:  # a helper process has ended
                mark = now
            if now - mark > noise_ns or self.wants_cpu():
                last_work, mark = time.monotonic(), now
            elif time.monotonic() - last_work > quiet and now > at_least_ns:
                return (last_work - self.start) * 1e3
        raise TimeoutError(self.program.args)

    def memory_kib(self):
        """Peak resident memory of the largest process of the session."""
        peak = 0
        for pid in self._session():
            try:
                with open(f"/proc/{pid}/status", encoding="utf-8", errors="replace") as status:
                    peak = max(peak, *(int(l.split()[1]) for l in status if l.startswith("VmHWM")))
            except (OSError, TypeError):
                pass
        return peak

    def end(self):
        """Only what this object started, by its session."""
        for signal in (15, 9):
            self.listed = 0
            for pid in self._session():
                try:
                    os.kill(pid, signal)
                except OSError:
                    pass
            try:
                self.program.wait(timeout=3)
            except subprocess.TimeoutExpired:
                continue
        self.program.wait()
