"""``aicc.plan`` and ``aicc.apply`` against a sandbox."""

from __future__ import annotations

import copy
import gc
import json
import os
import pickle
import signal
import subprocess
import sys
import textwrap
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl.workbook import Workbook

import aicc

MARKER = "Mk7xQ!ab"
TOKEN = "tok3nMk7xQ"


def agent(number: int, **changes: Any) -> dict[str, Any]:
    return {
        "userAccount": f"agent{number:04}",
        "userName": f"Agent {number}",
        "password": MARKER,
        "email": f"agent{number}@example.com",
        "agentType": 4,
        "ccRoleId": 2,
        **changes,
    }


def agents(count: int) -> list[dict[str, Any]]:
    return [agent(number) for number in range(1, count + 1)]


@pytest.fixture
def sandbox() -> Iterator[aicc.Sandbox]:
    with aicc.Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def journal(tmp_path: Path) -> str:
    return str(tmp_path / "agents.journal.jsonl")


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    """A file of JSON Lines: valid, invalid, duplicate, masked."""
    path = tmp_path / "agents.jsonl"
    records = [agent(1), agent(2, email="x"), agent(1, userName="Again"), agent(3, password="Te****34")]
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
    return path


def entries(journal: str) -> Counter[str]:
    lines = Path(journal).read_text(encoding="utf-8").splitlines()
    return Counter(json.loads(line)["entry"] for line in lines)


def kinds(run: aicc.ApplyRun) -> Counter[str]:
    return Counter(str(outcome.kind) for outcome in run)


def test_a_plan_says_what_happens_to_each_record(lines: Path) -> None:
    plan = aicc.plan(lines)
    assert [(each.record, each.line, each.account, str(each.state), each.duplicate_of) for each in plan] == [
        (1, 1, "agent0001", "new", None),
        (2, 2, "", "invalid", None),
        (3, 3, "agent0001", "duplicate", 1),
        (4, 4, "agent0003", "masked", None),
    ]
    assert {state: count for state, count in plan.counts.items() if count} == {
        "new": 1,
        "invalid": 1,
        "duplicate": 1,
        "masked": 1,
    }
    assert [
        (finding.record, finding.pointer) for finding in plan.report.findings if finding.severity == "violation"
    ] == [(2, "/email")]
    assert plan.journal == f"{lines}.journal.jsonl"
    assert (len(plan), plan[-1], plan[1:3]) == (4, list(plan)[3], list(plan)[1:3])
    assert not Path(plan.journal).exists()


@pytest.mark.parametrize("name", ["agents.csv", "agents.xlsx"])
def test_a_plan_of_a_table_has_rows(tmp_path: Path, name: str) -> None:
    headings = ["userAccount", "userName", "password", "email", "agentType", "ccRoleId"]
    rows = [headings, *([str(value) for value in agent(number).values()] for number in (1, 2))]
    path = tmp_path / name
    if name.endswith("csv"):
        path.write_text("".join(f"{','.join(row)}\n" for row in rows), encoding="utf-8")
    else:
        book = Workbook()
        for row in rows:
            book.worksheets[0].append(row)
        book.save(path)
    assert [(each.row, each.line, str(each.state)) for each in aicc.plan(path)] == [(2, None, "new"), (3, None, "new")]


def test_records_of_every_kind(sandbox: aicc.Sandbox, journal: str) -> None:
    message = aicc.AgentAccountCreate.from_dict(agent(1))
    source = [message, agent(2), json.dumps(agent(3)), json.dumps(agent(4)).encode()]
    with aicc.apply(iter(source), cloud=sandbox.cloud(), journal=journal) as run:
        outcomes = list(run)
    assert {(each.kind, each.account) for each in outcomes} == {("created", f"agent000{number}") for number in "1234"}
    assert sorted(each.work_no or 0 for each in outcomes) == [101, 102, 103, 104]
    assert run.ending is aicc.RunEnding.DONE
    assert (run.counts["created"], sum(run.counts.values())) == (4, 4)


def test_fifty_records_with_faults(sandbox: aicc.Sandbox, journal: str) -> None:
    create = {"interface": "agentAccount/create"}
    sandbox.faults(
        {"when": {**create, "nth": 5}, "do": {"status": 429, "headers": {"Retry-After": "0"}}, "times": 1},
        {"when": {**create, "nth": 20}, "do": {"cut": 0}, "effect": "after", "times": 1},
        {"when": {**create, "nth": 30}, "do": {"status": 503}, "effect": "after", "times": 1},
    )
    source = [*agents(50), agent(7), agent(51, email="x")]
    plan = aicc.plan(source, journal=journal)
    assert (plan.counts["new"], plan.counts["duplicate"], plan.counts["invalid"]) == (50, 1, 1)
    with aicc.apply(plan, cloud=sandbox.cloud()) as run:
        outcomes = list(run)
    assert Counter(str(each.kind) for each in outcomes) == {"created": 50, "duplicate": 1, "invalid": 1}
    assert [str(each.kind) for each in outcomes[:2]] == ["duplicate", "invalid"]
    assert sum(each.adopted for each in outcomes) == 2
    assert sorted(each.record for each in outcomes) == list(range(1, 53))
    assert len(sandbox.accounts()) == 50
    with aicc.apply(plan, cloud=sandbox.cloud()) as again:
        assert kinds(again) == {"created": 50, "duplicate": 1, "invalid": 1}
    assert entries(journal)["sent"] == 51
    assert aicc.plan(source, journal=journal).counts["created"] == 50


def test_a_refusal_has_code_meaning_and_action(sandbox: aicc.Sandbox, journal: str) -> None:
    sandbox.faults({"do": {"status": 403}})
    with aicc.apply(agents(1), cloud=sandbox.cloud(), journal=journal, language="zh") as run:
        (outcome,) = run
    assert (outcome.kind, outcome.code, outcome.work_no) == (aicc.OutcomeKind.REFUSED, "403", None)
    assert outcome.meaning is not None
    assert any(character > "\u4e00" for character in outcome.meaning)


def test_a_run_that_ends_after_failures_raises_at_its_end(sandbox: aicc.Sandbox, journal: str) -> None:
    sandbox.faults({"do": {"status": 403}})
    seen: list[aicc.RecordOutcome] = []
    with (
        aicc.apply(agents(20), cloud=sandbox.cloud(), journal=journal, parallel=1) as run,
        pytest.raises(aicc.ApplyError, match="after 5 failures in a row: status 403"),
    ):
        seen.extend(run)
    assert run.ending == "stoppedAfterFailures"
    assert Counter(str(each.kind) for each in seen) == {"refused": 5, "notSent": 15}
    sandbox.faults()
    with aicc.apply(agents(20), cloud=sandbox.cloud(), journal=journal) as run:
        assert kinds(run) == {"created": 20}


def test_a_break_ends_the_run_and_frees_the_journal(sandbox: aicc.Sandbox, journal: str) -> None:
    for _ in aicc.apply(agents(50), cloud=sandbox.cloud(), journal=journal, rate=20):
        break
    gc.collect()
    created = len(sandbox.accounts())
    assert 1 <= created < 50
    assert entries(journal)["created"] == created
    with aicc.apply(agents(50), cloud=sandbox.cloud(), journal=journal) as run:
        assert kinds(run) == {"created": 50}
    assert len(sandbox.accounts()) == 50


def test_close_ends_the_run_and_the_rest_is_not_sent(sandbox: aicc.Sandbox, journal: str) -> None:
    run = aicc.apply(agents(50), cloud=sandbox.cloud(), journal=journal, rate=20)
    first = next(run)
    run.close()
    run.close()
    assert run.ending is aicc.RunEnding.STOPPED
    left = kinds(run)
    assert first.kind == "created"
    assert left["notSent"] > 0
    assert sum(left.values()) == 49
    assert len(sandbox.accounts()) == left["created"] + 1


def test_progress_is_reported_and_an_exception_in_it_ends_the_run(sandbox: aicc.Sandbox, journal: str) -> None:
    seen: list[aicc.ApplyProgress] = []
    with aicc.apply(agents(3), cloud=sandbox.cloud(), journal=journal, on_progress=seen.append) as run:
        outcomes = list(run)
    assert [(each.done, each.records, each.outcome) for each in seen] == [
        (number, 3, outcome) for number, outcome in enumerate(outcomes, start=1)
    ]

    def refuse(progress: aicc.ApplyProgress) -> None:
        if progress.outcome.record > 3:
            raise LookupError("enough")

    run = aicc.apply(agents(50), cloud=sandbox.cloud(), journal=journal, rate=20, on_progress=refuse)
    with pytest.raises(LookupError, match="enough"):
        list(run)
    assert run.ending is aicc.RunEnding.STOPPED
    assert len(sandbox.accounts()) < 50


def test_a_function_renews_the_token(journal: str) -> None:
    tokens = iter([aicc.Secret("wrong"), (TOKEN, 3600.0)])
    with aicc.Sandbox() as sandbox:
        sandbox.faults({"do": {"status": 401}, "times": 1})
        with aicc.apply(agents(3), cloud=sandbox.cloud(), token=lambda: next(tokens), journal=journal) as run:
            assert kinds(run) == {"created": 3}
    assert list(tokens) == []


def test_the_exception_of_the_function_for_the_token_is_raised(sandbox: aicc.Sandbox, journal: str) -> None:
    def refuse() -> str:
        raise LookupError("no token")

    with pytest.raises(LookupError, match="no token"):
        aicc.apply(agents(1), cloud=sandbox.cloud(), token=refuse, journal=journal)
    sandbox.faults({"do": {"status": 401}})
    tokens = iter([TOKEN])
    with (
        aicc.apply(agents(1), cloud=sandbox.cloud(), token=lambda: next(tokens), journal=journal) as run,
        pytest.raises(RuntimeError, match="StopIteration"),
    ):
        list(run)
    assert run.ending is aicc.RunEnding.NO_TOKEN
    for wrong in [7, (TOKEN,), (TOKEN, "x"), (TOKEN, -1.0), (TOKEN, float("nan"))]:
        with pytest.raises(TypeError) as caught:
            aicc.apply(agents(1), cloud=sandbox.cloud(), token=lambda wrong=wrong: wrong, journal=journal)
        assert TOKEN not in str(caught.value)


def test_a_journal_is_used_by_one_run(sandbox: aicc.Sandbox, journal: str) -> None:
    with (
        aicc.apply(agents(50), cloud=sandbox.cloud(), journal=journal, rate=20),
        pytest.raises(aicc.ApplyError, match="another process uses this journal"),
    ):
        aicc.apply(agents(50), cloud=sandbox.cloud(), journal=journal)


def test_a_plan_is_refused_if_its_file_or_journal_changed(sandbox: aicc.Sandbox, lines: Path, tmp_path: Path) -> None:
    plan = aicc.plan(lines)
    lines.write_text(json.dumps(agent(9)), encoding="utf-8")
    with pytest.raises(aicc.ApplyError, match="changed after the plan was saved"):
        aicc.apply(plan, cloud=sandbox.cloud())
    assert not Path(plan.journal).exists()
    with aicc.apply(lines, cloud=sandbox.cloud()) as run:
        assert kinds(run) == {"created": 1}
    of_created = aicc.plan(lines)
    assert of_created.counts["created"] == 1
    Path(of_created.journal).unlink()
    with pytest.raises(aicc.ApplyError, match="another journal"):
        aicc.apply(of_created, cloud=sandbox.cloud())


def test_a_plan_takes_over_what_another_run_did(sandbox: aicc.Sandbox, journal: str) -> None:
    plan = aicc.plan(agents(3), journal=journal)
    changed = aicc.plan([agent(1), agent(2, userName="Other"), agent(3)], journal=journal)
    with aicc.apply(plan, cloud=sandbox.cloud()) as run:
        assert kinds(run) == {"created": 3}
    with aicc.apply(changed, cloud=sandbox.cloud()) as run:
        assert kinds(run) == {"created": 2, "changed": 1}
    assert entries(journal)["sent"] == 3


@pytest.mark.parametrize(
    ("change", "error", "text"),
    [
        (lambda call: call(source=[]), aicc.ApplyError, "no records"),
        (lambda call: call(journal=None), ValueError, "journal must name a file"),
        (lambda call: call(source=agent(1)), TypeError, r"plan\(\) expects a file or many records"),
        (lambda call: call(rate=0), ValueError, "rate must be at least 1"),
        (lambda call: call(parallel=257), ValueError, "parallel must be at most 256"),
        (lambda call: call(certificate="missing.pem"), FileNotFoundError, "missing.pem"),
        (lambda call: call(token="a b"), aicc.ValidationError, "Authorization"),
        (lambda call: call(cloud=aicc.Cloud("127.0.0.1", app_key="k")), aicc.ValidationError, "Authorization"),
        (lambda call: call(token=7), TypeError, "str or Secret"),
        (
            lambda call: call(cloud=aicc.Cloud("127.0.0.1", port=1, scheme="http", token="t", app_key="k")),
            aicc.ApplyError,
            "no connection to the server",
        ),
        (lambda call: call(source=aicc.plan([agent(1)], journal="x.jsonl")), ValueError, "journal is an option"),
    ],
)
def test_a_run_that_cannot_begin(
    sandbox: aicc.Sandbox, journal: str, change: Callable[..., object], error: type[Exception], text: str
) -> None:
    def call(source: Any = None, **changes: Any) -> object:
        options = {"cloud": sandbox.cloud(), "journal": journal, **changes}
        return aicc.apply(agents(1) if source is None else source, **options)

    with pytest.raises(error, match=text):
        change(call)
    assert sandbox.accounts() == []


def test_a_certificate_must_be_trusted(journal: str, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.pem"
    wrong.write_text("-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n", encoding="utf-8")
    with aicc.Sandbox(tls=True) as sandbox:
        with pytest.raises(aicc.ApplyError, match="TLS handshake"):
            aicc.apply(agents(1), cloud=sandbox.cloud(), journal=journal)
        with pytest.raises(aicc.ApplyError, match=r"wrong\.pem: the file must contain certificates in PEM"):
            aicc.apply(agents(1), cloud=sandbox.cloud(), journal=journal, certificate=wrong)
        with aicc.apply(agents(1), cloud=sandbox.cloud(), journal=journal, certificate=sandbox.certificate) as run:
            assert kinds(run) == {"created": 1}


def test_a_file_that_is_not_a_journal_is_left_alone(tmp_path: Path, sandbox: aicc.Sandbox) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("notes\n", encoding="utf-8")
    with pytest.raises(aicc.ApplyError, match="line 1 of the journal"):
        aicc.plan(agents(1), journal=other)
    assert other.read_text(encoding="utf-8") == "notes\n"


def test_threads_share_the_outcomes_of_a_run(sandbox: aicc.Sandbox, journal: str) -> None:
    taken: list[aicc.RecordOutcome] = []
    with aicc.apply(agents(40), cloud=sandbox.cloud(), journal=journal, parallel=8) as run:
        threads = [threading.Thread(target=lambda: taken.extend(run)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(each.record for each in taken) == list(range(1, 41))


def test_several_runs_at_the_same_time(sandbox: aicc.Sandbox, tmp_path: Path) -> None:
    found: list[Counter[str]] = []

    def run(part: int) -> None:
        source = [agent(part * 100 + number) for number in range(10)]
        with aicc.apply(source, cloud=sandbox.cloud(), journal=tmp_path / f"{part}.jsonl") as run:
            found.append(kinds(run))

    threads = [threading.Thread(target=run, args=(part,)) for part in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [{"created": 10}] * 4
    assert len(sandbox.accounts()) == 40


def test_no_secret_is_shown(sandbox: aicc.Sandbox, journal: str) -> None:
    source = [agent(1), agent(2, email=MARKER)]
    source[1]["email"] = "x"
    plan = aicc.plan(source, journal=journal)
    with aicc.apply(plan, cloud=sandbox.cloud(token=TOKEN)) as run:
        outcomes = list(run)
    shown = [repr(plan), str(plan), repr(list(plan)), repr(run), repr(outcomes), repr(plan.report), plan.journal]
    shown += [repr(list(plan.report.findings)), Path(journal).read_text(encoding="utf-8")]
    shown += [str(pickle.dumps(each)) for each in (list(plan), outcomes)]
    assert MARKER not in "".join(shown)
    assert TOKEN not in "".join(shown)
    assert copy.copy(plan) is copy.deepcopy(plan) is plan
    for each in (plan, run):
        with pytest.raises(TypeError, match="cannot be pickled"):
            pickle.dumps(each)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
def test_ctrl_c_ends_the_run_and_the_same_call_goes_on(sandbox: aicc.Sandbox, journal: str) -> None:
    program = f"""
        import aicc
        from test_apply import agents

        cloud = aicc.Cloud("127.0.0.1", port={sandbox.cloud().port}, scheme="http", token="any", app_key="any")
        try:
            with aicc.apply(agents(50), cloud=cloud, journal={journal!r}, rate=20) as run:
                for outcome in run:
                    print(outcome.kind, flush=True)
        except KeyboardInterrupt:
            print("interrupted", run.ending, flush=True)
    """
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(program)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parent,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "created\n"
        process.send_signal(signal.SIGINT)
        printed = process.stdout.read().splitlines()
    assert printed[-1] == "interrupted stopped"
    created = len(sandbox.accounts())
    assert created < 50
    assert entries(journal)["created"] == created
    with aicc.apply(agents(50), cloud=sandbox.cloud(), journal=journal) as run:
        assert kinds(run) == {"created": 50}


def test_names_are_those_of_the_crate(journal: str) -> None:
    plan = aicc.plan(agents(1), journal=journal)
    assert list(plan._planned.counts.keys() ^ {str(state) for state in aicc.RecordState}) == []
