"""Hooks for Schemathesis: cases meet real objects half of the time, and answers are counted.

What a case was made to be (valid or not) is judged again by Schemathesis after a value changed, and
only parts that were made as valid are changed.
"""

import atexit
import json
import os
import random
import urllib.request

import schemathesis
from schemathesis.core.parameters import ParameterLocation

facts = json.load(open(os.environ["CONFORMANCE_FACTS"], encoding="utf-8"))
chance = random.Random(int(os.environ["CONFORMANCE_SEED"]))
# What an answer tells that later cases can name: operation, its field, the name it goes by.
told = [
    ("POST /v1/sign-in/methods", "id", "method"),
    ("POST /v1/step-up", "step_up", "step_up"),
    ("POST /v1/accounts/{account}/invitations", "id", "invitation"),
    ("GET /v1/accounts/{account}/users", "next_cursor", "cursor"),
    ("GET /v1/accounts/{account}/invitations", "next_cursor", "cursor"),
]
counts = {"operations": set(), "cases": 0, "successes": set()}


def replaced(label, name, value):
    """A real value for a field or parameter of an operation, or the one that was made up."""
    known = facts.get(f"{label} {name}") or facts.get(name)
    return chance.choice(known) if known and chance.random() < 0.5 else value


def filled(label, value):
    """A body with real values in it."""
    if isinstance(value, list):
        return [filled(label, item) for item in value]
    if isinstance(value, dict):
        return {name: replaced(label, name, filled(label, item)) for name, item in value.items()}
    return value


def current_version(path):
    """The version that If-Match has to name now; none if the object cannot be seen."""
    request = urllib.request.Request(path)
    request.add_header("Authorization", "Bearer " + os.environ["CONFORMANCE_TOKEN"])
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.headers.get("ETag")
    except OSError:
        return None


def is_valid(case, location):
    return case.meta is None or not case.meta.is_negative_at(location)


@schemathesis.hook
def before_call(context, case, kwargs):
    label = context.operation.label
    if is_valid(case, ParameterLocation.PATH):
        for name, value in list((case.path_parameters or {}).items()):
            case.path_parameters[name] = replaced(label, name, value)
    if is_valid(case, ParameterLocation.QUERY):
        for name, value in list((case.query or {}).items()):
            if isinstance(value, str):
                case.query[name] = replaced(label, name, value)
    if isinstance(case.body, (dict, list)) and is_valid(case, ParameterLocation.BODY):
        case.body = filled(label, case.body)
    if is_valid(case, ParameterLocation.HEADER):
        for name in ("Idempotency-Key", "Step-Up"):
            if name in (case.headers or {}):
                case.headers[name] = replaced(label, name, case.headers[name])
        if "If-Match" in (case.headers or {}) and chance.random() < 0.5:
            version = current_version(context.operation.base_url.rstrip("/") + case.formatted_path)
            if version:
                case.headers["If-Match"] = version


@schemathesis.hook
def after_call(context, case, response):
    label = context.operation.label
    counts["operations"].add(label)
    counts["cases"] += 1
    if not 200 <= response.status_code < 300:
        return
    counts["successes"].add(label)
    for operation, field, name in told:
        if label == operation and (value := response.json().get(field)):
            facts.setdefault(name, []).append(value)


def write_counts():
    with open(os.environ["CONFORMANCE_COUNTS"], "w", encoding="utf-8") as file:
        json.dump({name: len(c) if isinstance(c, set) else c for name, c in counts.items()}, file)


atexit.register(write_counts)
