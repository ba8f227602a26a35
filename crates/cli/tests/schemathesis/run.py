"""Asks a running center everything that its OpenAPI document tells, for a while, and fails on an answer that it does not tell.

Called by `cargo xtask schemathesis` with the program that was built. Starts it on a fresh database, makes a world, lets schemathesis ask,
and says how many requests reached something. The seed is printed: with the same one the same requests are drawn.
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import requests

import moving
import spare
from world import PASSWORD, World

HERE = pathlib.Path(__file__).resolve().parent
#: What has to hold for every answer. Not among them: that bad input is always refused, because reading is tolerant on purpose, and that
#: good input is always taken, because a document cannot say what is there.
CHECKS = ",".join([
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance",
    "response_schema_conformance", "ignored_auth",
])
#: Least share of requests that must be served, or most of the asking would be of nothing.
SERVED = 0.25


def started(program, folder):
    """A center on a fresh database; its address is the first line it prints."""
    words = [program, "serve", "--sandbox", "--lang", "en", "--listen", "127.0.0.1:0", "--database", str(folder / "center.db")]
    words += ["--set", "requests-per-minute=0", "--set", "fast-and-loose=true", "--set", "log-format=json", "--set", "log=warn"]
    # Deliveries that are refused are given up within seconds.
    words += ["--set", "webhook-longest-pause=1"]
    center = subprocess.Popen(words, cwd=folder, stdout=subprocess.PIPE, stderr=open(folder / "log", "w"), text=True)
    line = center.stdout.readline()
    address = re.search(r"https?://\S*\d", line)
    if not address:
        raise SystemExit(f"the center did not start: {line}{(folder / 'log').read_text()}")
    return center, address.group(0)


def asked(schemathesis, world, folder, samples, seconds, seed, only):
    document = requests.get(world.base + "/openapi.json", timeout=60).json()
    told = {
        "facts": world.facts, "tokens": world.tokens, "templates": list(document["paths"]), "samples": samples,
        "wholes": world.wholes, "reserved": sorted(world.reserved),
        "pool": {
            "/v1/customers": [world.facts[name] for name in ("c", "c", "nord", "sued")],
            "/v1/products": ["CFQ7TTC0LFLX"], "/v1/products/CFQ7TTC0LFLX/skus": ["0001"],
            "/v1/agreementtemplates": [world.facts["template"]], "/v1/agreements": ["MicrosoftCustomerAgreement"],
            "/moves/v1/customers": [world.facts["c"]], "/v1/offers": [world.facts["legacy"]],
            "": ["5a000000-0000-4000-8000-000000000001", "common", "hafenkontor.example"],
            **{f"/v1/customers/{world.facts[n]}/users": [world.facts[f"{n}user"]] for n in ("nord", "sued")},
            f"/v1/customers/{world.facts['c']}/users": [world.facts[n] for n in ("kim", "lea", "max")],
            f"/v1/customers/{world.facts['c']}/subscriptions": [world.facts["sub"], world.facts["legacysub"]],
            "/v1.0/users": [world.facts[n] for n in ("kim", "lea", "max")], "/v1.0/groups": [world.facts["group"]],
        },
    }
    for place, names in world.pool.items():
        told["pool"].setdefault(place, []).extend(names)
    told["public"] = [
        f"{method.upper()} {path}" for path, operations in document["paths"].items() for method, operation in operations.items()
        if not operation["security"]
    ]
    told["needed"] = {
        f"{method.upper()} {path}": [p["name"] for p in operation.get("parameters", []) if p["in"] == "query" and p["required"]]
        for path, operations in document["paths"].items() for method, operation in operations.items()
    }
    (folder / "world.json").write_text(json.dumps(told))
    environment = {
        **os.environ, "NAHTLOS_WORLD": str(folder / "world.json"), "NAHTLOS_SEED": str(seed), "NAHTLOS_SEEN": str(folder / "seen"),
        "SCHEMATHESIS_HOOKS": "hooks", "PYTHONPATH": str(HERE), "PYTHONDONTWRITEBYTECODE": "1", "NO_PROXY": "127.0.0.1",
    }
    words = [schemathesis, "run", world.base + "/openapi.json", "--max-time", str(seconds), "--seed", str(seed), "--checks", CHECKS]
    words += ["--workers", "1", "--max-examples", "40", "--continue-on-failure", "--no-shrink", "--suppress-health-check", "all"]
    words += ["--generation-with-security-parameters", "false", "--generation-database", "none", "--warnings", "off", "--request-timeout", "60", "--no-color", "--output-sanitize", "false"]
    words += only
    return subprocess.run(words, cwd=folder, env=environment).returncode


def shown(folder):
    """Says what was reached; the share of requests that were served."""
    counts, served, operations = {}, 0, {}
    # Methods that are not told are asked too, and must be refused.
    told = json.loads((folder / "world.json").read_text())["needed"]
    for line in (folder / "seen").read_text().splitlines():
        method, path, status, count = json.loads(line)
        if f"{method} {path}" not in told:
            continue
        counts[status] = counts.get(status, 0) + count
        served += count if status < 400 else 0
        operations.setdefault((method, path), []).append(status)
    never = sorted(f"{m} {p}: {sorted(set(s))}" for (m, p), s in operations.items() if min(s) >= 400)
    whole = sum(counts.values())
    print(f"{whole} requests at {len(operations)} of the operations told, by status:", dict(sorted(counts.items())))
    print(f"{served / max(whole, 1):.0%} were served; operations that never were ({len(never)}):")
    print("\n".join(f"  {line}" for line in never))
    return served / max(whole, 1)


class Center:
    """A center on a fresh database, with a world, for a part of what is asked."""

    def __init__(self, program, folder):
        folder.mkdir()
        self.folder = folder
        self.process, base = started(os.path.abspath(program), folder)
        self.world = World(base)
        try:
            self.world.make()
            moving.make(self.world, PASSWORD)
            spare.make(self.world)
        except BaseException:
            self.process.kill()
            raise

    def ended(self):
        """What is wrong with how it ran; its log is shown."""
        alone = self.process.poll()
        self.process.terminate()
        self.process.wait(60)
        log = (self.folder / "log").read_text()
        if log:
            print("the center's log:", log[-5000:], sep="\n")
        return [] if alone is None else [f"the center ended by itself with {alone}"]


def part(given, name, seconds, words, least):
    """Lets a part be asked; what is wrong."""
    folder = pathlib.Path(given.folder) / name
    print(f"== {name}: {seconds} s, seed {given.seed}, in {folder}", flush=True)
    center = Center(given.program, folder)
    try:
        samples = json.loads(pathlib.Path(given.samples).read_text())
        schemathesis = str(pathlib.Path(sys.executable).with_name("schemathesis"))
        ended = asked(schemathesis, center.world, folder, samples, seconds, given.seed, [*words, *given.only])
        share = shown(folder)
    finally:
        problems = center.ended()
    if ended:
        problems.append(f"{name}: schemathesis ended with {ended}, its findings stand above; again with --seed {given.seed}")
    if share < least and not given.only:
        problems.append(f"{name}: {share:.0%} of the requests were served, at least {least:.0%} are wanted")
    return problems


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("program")
    arguments.add_argument("samples", help="the conformance cases as JSON")
    arguments.add_argument("--seconds", type=int, default=130)
    arguments.add_argument("--seed", type=int, default=20261126)
    arguments.epilog = "What stands behind -- goes to schemathesis."
    words = [*sys.argv[1:], "--"]
    cut = words.index("--")
    given = arguments.parse_args(words[:cut])
    given.only = words[cut + 1:-1]
    given.folder = tempfile.mkdtemp(prefix="nahtlos-schemathesis-")
    # Turning the clock and ordering faults would spoil the rest: the sandbox's tools have a center of their own.
    problems = part(given, "center", given.seconds, ["--exclude-path-regex", "^/sandbox/"], SERVED)
    if not given.only:
        problems += part(given, "tools", 15, ["--include-path-regex", "^/sandbox/"], 0)
    for problem in problems:
        print(problem)
    if not problems:
        shutil.rmtree(given.folder)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
