"""What schemathesis has to know of this center: who calls, which ids there are, and bodies that mean something.

schemathesis draws every request from the document; some parts are then replaced, so that many requests reach what is there: ids by such
as answers have named, bodies by those of the conformance cases, sometimes with one member changed. The rest stays as drawn. Nothing here
judges an answer.
"""

import atexit
import itertools
import json
import os
import random
import re
import threading
import urllib.parse
from collections import Counter

import schemathesis

WORLD = json.load(open(os.environ["NAHTLOS_WORLD"], encoding="utf-8"))
CHANCE = random.Random(int(os.environ["NAHTLOS_SEED"]))
LOCK = threading.RLock()
#: Paths as the document tells them; of two that fit, the one with fewer parameters goes first.
TEMPLATES = sorted(WORLD["templates"], key=lambda template: template.count("{"))
#: Ids by the path of the list they stand in: "/v1/customers/<id>/carts" -> ids.
POOL = {}
#: Bodies by operation.
BODIES = {}
#: Query strings by operation.
QUERIES = {}
#: Whole requests by operation.
WHOLE = {}
#: How many of them were asked already.
FIRST = Counter()
#: Numbers for what must have another name every time.
NUMBERS = itertools.count(1_000_001)
#: Statuses by operation.
SEEN = Counter()
#: Members that name a thing, in the order in which they are looked for.
NAMES = ("id", "templateId", "appId", "attachmentId", "skuId", "promotionId", "customerTenantId", "correlationId", "name")
MOST = 40
#: What the programme does, of our own operations.
PROGRAMMES = ("catalogue", "/servicerequests", "/incidents", "/vetting")


def segments(path):
    return [part for part in path.split("/") if part]


def matches(template, path):
    ours, theirs = segments(template), segments(path)
    fits = lambda a, b: a.startswith("{") or a.lower() == b.lower()
    return len(ours) == len(theirs) and all(fits(a, b) for a, b in zip(ours, theirs))


def keep(place, name):
    if isinstance(name, str) and name not in WORLD["reserved"] and re.fullmatch(r"[\w.:@=-]{1,200}", name):
        kept = POOL.setdefault(place.lower(), [])
        if name not in kept:
            kept.append(name)
            if len(kept) > MOST:
                kept.pop(CHANCE.randrange(len(kept) - 1))


def named(thing):
    if isinstance(thing, dict):
        return next((thing[name] for name in NAMES if isinstance(thing.get(name), str)), None)
    return thing


def learn(path, body):
    """Ids of a list, or of what was made in one."""
    things = body
    if isinstance(body, dict):
        things = next((body[name] for name in ("items", "value", "results") if isinstance(body.get(name), list)), [body])
    if isinstance(things, list):
        for thing in things[:MOST]:
            keep(path, named(thing))


def filled(text):
    for name, value in WORLD["facts"].items():
        text = text.replace(f"<{name}>", str(value))
    return None if "<" in text and ">" in text else text


for sample in WORLD["samples"]:
    method, address = sample["line"].split(" ", 1)
    path, _, query = address.partition("?")
    template = next((t for t in TEMPLATES if matches(t, path)), None)
    if template is None:
        continue
    body, query = filled(sample["body"]), filled(query)
    if body and body.startswith("form:"):
        BODIES.setdefault((method, template), []).append(dict(urllib.parse.parse_qsl(body[5:])))
    elif body and not body.startswith("multipart:"):
        try:
            BODIES.setdefault((method, template), []).append(json.loads(body))
        except ValueError:
            pass
    if query:
        QUERIES.setdefault((method, template), []).append(query)
    path = filled(path)
    if method == "GET" and path and (query or "?" not in address):
        who = None if path.startswith("/v1.0") else "user"
        told = {"method": method, "path": path, "query": query or "", "body": None, "by": who, "headers": {}, "media": None}
        WHOLE.setdefault((method, template), []).append(told)
for whole in WORLD["wholes"]:
    template = next(t for t in TEMPLATES if matches(t, whole["path"]))
    WHOLE.setdefault((whole["method"], template), []).append(whole)
for place, names in WORLD["pool"].items():
    for name in names:
        # Names of the world itself may hold what no answer's may, as keys in brackets do.
        if name not in WORLD["reserved"]:
            POOL.setdefault(place.lower(), []).append(name)


def addressed(template, drawn):
    """The path's parameters: ids that are there, where any are known."""
    chosen, place = dict(drawn), ""
    for part in segments(template):
        if part.startswith("{"):
            name = part[1:-1]
            known = POOL.get(place.lower(), [])
            if known and (chosen.get(name) in WORLD["reserved"] or CHANCE.random() < 0.9):
                chosen[name] = CHANCE.choice(known)
            place += f"/{chosen.get(name)}"
        else:
            place += f"/{part}"
    return chosen, place


def changed(body, drawn):
    """A body with one member taken from what was drawn, left out, or made nothing."""
    body = json.loads(json.dumps(body))
    if not isinstance(body, dict) or not body:
        return body
    name = CHANCE.choice(sorted(body))
    way = CHANCE.random()
    if way < 0.3:
        del body[name]
    elif way < 0.4:
        body[name] = None
    elif isinstance(drawn, dict) and drawn:
        other = CHANCE.choice(sorted(drawn))
        body[other] = drawn[other]
    return body


def near(change):
    """A turn of the clock that is no leap over centuries, in which a center has to do all that falls due."""
    change = dict(change)
    if re.match(r"\d{4}-", str(change.get("set", ""))):
        change["set"] = f"2027-0{CHANCE.randrange(1, 10)}-01T00:00:00Z"
    if re.match(r"P\d", str(change.get("advance", ""))):
        change["advance"] = CHANCE.choice(["P1D", "PT1H", "P1M"])
    return change


def next_whole(key, case):
    """A whole request, if one is to be asked now: each once before anything is drawn, and by chance after that.

    What is asked without a token on purpose is not the first time.
    """
    if not WHOLE.get(key):
        return None
    allowed = " ".join(key) in WORLD["public"] or "Authorization" in (case.headers or {})
    first = allowed and FIRST[key] < len(WHOLE[key])
    if first:
        FIRST[key] += 1
        return WHOLE[key][FIRST[key] - 1]
    return CHANCE.choice(WHOLE[key]) if CHANCE.random() < 0.25 else None


def asked_whole(case, whole):
    """The request as it stands, by whom it is to be asked; one that was drawn without its token stays without it."""
    fresh = lambda body: json.loads(json.dumps(body).replace("<n>", str(next(NUMBERS))))
    parts = zip(segments(case.path), segments(whole["path"]))
    case.path_parameters = {ours[1:-1]: urllib.parse.unquote(theirs) for ours, theirs in parts if ours.startswith("{")}
    case.query = dict(urllib.parse.parse_qsl(whole["query"]))
    authorized = (case.headers or {}).get("Authorization")
    case.headers = dict(whole["headers"])
    if authorized:
        known = whole["by"] and authorized.removeprefix("Bearer ") in WORLD["tokens"].values()
        case.headers["Authorization"] = f"Bearer {WORLD['tokens'][whole['by']]}" if known else authorized
    if whole["body"] is not None:
        body = fresh(whole["body"])
        case.body = body.encode() if isinstance(body, str) else body
        case.media_type = whole["media"] or case.media_type or "application/json"


@schemathesis.auth(refresh_interval=None)
class Tokens:
    """Whoever may call: mostly those who may do most."""

    def get(self, case, context):
        with LOCK:
            kinds = ["customer"] * 8 + ["app", "user"] if case.path.startswith("/v1.0") else ["user"] * 16 + ["app"] * 2 + ["customer", "programme"]
            if case.path.startswith("/v1.0/sales"):
                kinds = ["user"] * 8 + ["app", "customer"]
            if case.path.startswith("/moves") and any(word in case.path for word in PROGRAMMES):
                kinds = ["programme", "programme", "user"]
            if "tenantRelationships" in case.path:
                kinds = ["user"] * 8 + ["app", "customer"]
            elif "/transfers" in case.path:
                kinds = ["user", "rival"]
            if "/by-link/" in case.path or case.path.startswith("/moves/v1/granularAdminRelationships"):
                kinds = ["customer"]
            return WORLD["tokens"][CHANCE.choice(kinds)]

    def set(self, case, data, context):
        case.headers["Authorization"] = f"Bearer {data}"


@schemathesis.hook
def before_call(context, case, kwargs):
    with LOCK:
        key = (case.method.upper(), case.path)
        whole = next_whole(key, case)
        if whole:
            return asked_whole(case, whole)
        if case.path_parameters:
            case.path_parameters, _ = addressed(case.path, case.path_parameters)
        if CHANCE.random() < 0.8:
            for name in list(case.headers or {}):
                if name.lower() in ("ms-continuationtoken", "if-match", "prefer", "consistencylevel") and CHANCE.random() < 0.8:
                    del case.headers[name]
            if case.query:
                needed = WORLD["needed"].get(" ".join(key), [])
                case.query = {name: value for name, value in case.query.items() if name in needed or CHANCE.random() < 0.1}
        if key in QUERIES and CHANCE.random() < 0.6:
            pairs = [pair.partition("=") for pair in CHANCE.choice(QUERIES[key]).split("&")]
            case.query = {name: value for name, _, value in pairs}
        if key in BODIES and CHANCE.random() < 0.7:
            body = CHANCE.choice(BODIES[key])
            case.body = changed(body, case.body) if CHANCE.random() < 0.4 else body
            case.media_type = case.media_type or "application/json"
        if case.path == "/sandbox/v1/clock" and isinstance(case.body, dict):
            case.body = near(case.body)
        if case.path == "/sandbox/v1/faults" and isinstance(case.body, dict):
            # A fault that meets nobody: lost replies and long waits would be taken for mistakes.
            case.body = {**case.body, "tenant": WORLD["facts"]["dead"]}


@schemathesis.hook
def after_call(context, case, response):
    with LOCK:
        SEEN[(case.method.upper(), case.path, response.status_code)] += 1
        if response.status_code not in (200, 201, 202):
            return
        try:
            body = response.json()
        except Exception:
            return
        path = case.path
        for name, value in (case.path_parameters or {}).items():
            path = path.replace("{" + name + "}", str(value))
        if case.method.upper() in ("GET", "POST"):
            learn(path, body)


def report():
    with open(os.environ["NAHTLOS_SEEN"], "a", encoding="utf-8") as file:
        for (method, path, status), count in SEEN.items():
            file.write(json.dumps([method, path, status, count]) + "\n")


atexit.register(report)
