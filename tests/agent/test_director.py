from __future__ import annotations

import itertools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from agent import worker
from agent.crew import Happening, Review
from agent.graph import builder
from agent.house import House
from agent.writer import A, BadReply
from generator.interface import (
    Cancelled,
    Capabilities,
    Clip,
    Media,
    Progress,
    ShotRequest,
    Unsupported,
)
from generator.slate import Slate
from tests.making import SCRIPT, Home
from tools import board, jobs, planning, takes, viewing
from tools.db import open_database
from tools.editorial.subtitles import parse_srt
from tools.errors import Busy, ToolError
from tools.journal import command
from tools.records import Job, JobState, JournalRow, ShotStatus, TakeState


class Counting(Slate):
    """A slate that remembers what it was asked to render."""

    def __init__(self) -> None:
        self.rendered: list[str] = []

    def render(self, request: ShotRequest, folder: Path, media: Media, progress: Progress) -> Clip:
        self.rendered.append(request.code)
        return super().render(request, folder, media, progress)


class Failing(Counting):
    """A slate that breaks down on one shot."""

    def __init__(self, at: int, error: Exception) -> None:
        super().__init__()
        self.at, self.error = at, error

    def render(self, request: ShotRequest, folder: Path, media: Media, progress: Progress) -> Clip:
        if len(self.rendered) == self.at:
            self.rendered.append(request.code)
            raise self.error
        return super().render(request, folder, media, progress)


class Small(Slate):
    """A slate that cannot do long shots."""

    capabilities = Capabilities(name="small", version="1", max_frames=17)


def test_the_graph_reads_like_the_design() -> None:
    drawn = builder.compile().get_graph()
    edges = {(e.source, e.target) for e in drawn.edges}
    loop = ["next_shot", "recall", "remember", "condition", "render", "critique", "review", "next_shot"]
    assert set(itertools.pairwise(loop)) <= edges
    assert ("next_shot", "cut") in edges
    assert ("confirm_story", "story") in edges


def test_an_idea_is_asked_about_before_its_story_and_a_script_is_not(home: Home) -> None:
    idea = home.run(home.begin("A lost umbrella.")).question
    script = home.run(home.begin()).question
    assert idea is not None
    assert script is not None
    assert (idea["gate"], script["gate"]) == ("questions", "story")


def test_the_director_asks_twice_and_renders_nothing_before(home: Home) -> None:
    job_id = home.begin()
    first = home.run(job_id)
    assert first.state is JobState.WAITING
    assert first.question is not None
    assert first.question["gate"] == "story"
    assert home.shots() == []
    second = _answer(home, job_id, "yes")
    assert second.question is not None
    assert second.question["gate"] == "shot list"
    assert home.takes() == []
    assert _answer(home, job_id, "yes").state is JobState.DONE
    assert home.film().state == "finished"


def _answer(home: Home, job_id: int, words: str) -> worker.Outcome:
    with home.database.write("user") as session:
        jobs.tell(session, job_id, words)
    return worker.run(home.crew(), job_id)


def test_a_waiting_job_asks_again_when_it_is_run_without_an_answer(home: Home) -> None:
    job_id = home.begin()
    home.run(job_id)
    again = home.run(job_id)
    assert again.state is JobState.WAITING
    assert again.question is not None
    assert again.question["gate"] == "story"


def test_an_answer_is_never_taken_for_an_answer_to_the_next_question(home: Home) -> None:
    """As after a process that died between reaching the second question and writing it down."""
    job_id = home.begin()
    story = home.run(job_id).question
    assert story is not None

    @command
    def forget_the_second_question(session: Session) -> None:
        job = session.get_one(Job, job_id)
        job.state, job.question, job.answer = JobState.QUEUED, story, "yes"

    _answer(home, job_id, "yes")
    with home.database.write() as session:
        forget_the_second_question(session)
    outcome = home.run(job_id)
    assert outcome.state is JobState.WAITING
    assert outcome.question is not None
    assert outcome.question["gate"] == "shot list"
    assert home.takes() == []


def test_what_is_done_for_a_turn_carries_its_number(home: Home) -> None:
    job_id = home.begin()
    with home.database.write("user") as session:
        turn_id = planning.open_turn(session, 1, "user", "make it")
    home.run(job_id, turn_id=turn_id)
    with home.database.read() as session:
        rows = session.execute(select(JournalRow.tool, JournalRow.turn_id)).all()
    assert ("planning.write_story", turn_id) in [tuple(row) for row in rows]


def test_a_story_sent_back_is_written_anew_and_both_are_kept(home: Home) -> None:
    job_id = home.begin("A lighthouse keeper finds a letter on the last night of the lighthouse.")
    home.run(job_id, "yes")
    with home.database.read() as session:
        first = board.story(session, 1)
    outcome = _answer(home, job_id, "again")
    with home.database.read() as session:
        second = board.story(session, 1)
    assert outcome.question is not None
    assert outcome.question["gate"] == "story"
    assert first is not None
    assert second is not None
    assert (first[1], second[1]) == (1, 2)
    assert first[0].screenplay != second[0].screenplay


def test_an_answer_that_is_no_option_is_refused_and_the_question_stays(home: Home) -> None:
    job_id = home.begin()
    home.run(job_id)
    with pytest.raises(ToolError, match="expected one of: yes, again"):
        _answer(home, job_id, "perhaps")
    with home.database.read() as session:
        told = board.story(session, 1)
    assert told is not None
    assert not told[2]


def test_every_shot_has_one_circled_take_that_was_rendered_as_asked(home: Home) -> None:
    film = home.make()
    for shot in home.shots():
        assert shot.status is ShotStatus.REVIEW
        with home.database.read() as session:
            (take,) = viewing.takes(session, shot.id)
        assert shot.take_id == take.id
        assert take.state is TakeState.RENDERED
        assert take.digest == take.request.digest("slate", "1")
        assert take.verdict
        assert take.request.frames == shot.plan.frames
        assert take.request.prompt
        assert len(take.request.prompt) <= 1500
    assert film.rendered == film.shots > 4


def test_the_dialogue_of_the_film_is_the_script_byte_for_byte(home: Home) -> None:
    home.make()
    cues = parse_srt((home.folder / "film" / "dialogue.srt").read_text("utf-8"))
    assert [c.text for c in cues] == [
        "The boat is late.",
        "It is not coming. Read this.",
        "Then we keep the lamp lit.",
        "She was right.",
    ]
    assert all(a.end <= b.start for a, b in itertools.pairwise(cues))


@pytest.mark.slow
def test_a_film_made_in_two_places_is_the_same_film(home: Home, tmp_path: Path) -> None:
    other = Home(open_database(f"sqlite:///{tmp_path / 'other.db'}"), tmp_path / "other")
    other.folder.mkdir()
    home.make()
    other.make()
    assert [t.digest for t in home.takes()] == [t.digest for t in other.takes()]
    for name in ("film.mp4", "dialogue.srt", "shots.md", "contact-sheet.png"):
        assert (home.folder / "film" / name).read_bytes() == (other.folder / "film" / name).read_bytes(), name


def test_a_request_rendered_before_reuses_the_clip_and_says_so(home: Home) -> None:
    home.camera = camera = Counting()
    home.make()
    rendered = len(camera.rendered)
    home.make()
    assert len(camera.rendered) == rendered
    assert all(t.reused and t.seconds == 0 for t in home.takes())
    assert [h.step for h in home.happenings].count("reuse") == rendered


def test_a_clip_that_is_gone_from_the_disk_is_rendered_again(home: Home) -> None:
    home.camera = camera = Counting()
    home.make()
    lost = home.takes()[2]
    home.store.path(lost.clip or "").unlink()
    rendered = len(camera.rendered)
    home.make()
    assert len(camera.rendered) == rendered + 1
    assert home.takes()[2].clip == lost.clip
    assert home.store.sound(lost.clip or "")


def test_another_engine_version_renders_anew(home: Home) -> None:
    class Newer(Counting):
        capabilities = Slate.capabilities.model_copy(update={"version": "2"})

    home.make()
    home.camera = newer = Newer()
    home.make()
    assert len(newer.rendered) == len(home.shots())


def test_what_a_killed_cut_left_behind_is_gone_after_the_next(home: Home) -> None:
    left = home.folder / "film" / ".cutting-LAMP-x1"
    left.mkdir(parents=True)
    (left / "film.mp4").write_bytes(b"half")
    home.make()
    assert not left.exists()
    assert not [p for p in (home.folder / "film").iterdir() if p.name.startswith(".")]


def test_the_one_who_says_yes_to_everything_approves_every_take(home: Home) -> None:
    job_id = home.begin()
    home.run(job_id, "yes", "yes", review=Review.APPROVE)
    assert {s.status for s in home.shots()} == {ShotStatus.APPROVED}


def test_a_take_sent_back_is_followed_by_another_with_a_new_seed(home: Home) -> None:
    job_id = home.begin()
    home.run(job_id, "yes", "yes", review=Review.EACH)
    with home.database.write("user") as session:
        jobs.tell(session, job_id, "again")
    home.run(job_id, review=Review.EACH)
    with home.database.write("user") as session:
        jobs.tell(session, job_id, "yes")
    home.run(job_id, review=Review.EACH)
    first = home.shots()[0]
    with home.database.read() as session:
        one, two = viewing.takes(session, first.id)
    assert one.request.seed != two.request.seed
    assert one.clip is not None
    assert first.take_id == two.id
    assert first.status is ShotStatus.APPROVED


def test_a_breakdown_is_recorded_raised_and_loses_no_finished_take(home: Home) -> None:
    home.camera = failing = Failing(3, RuntimeError("the shutter jammed"))
    job_id = home.begin()
    with pytest.raises(RuntimeError, match="the shutter jammed"):
        home.run(job_id, "yes", "yes")
    with home.database.read() as session:
        job = session.get_one(Job, job_id)
        assert job.state is JobState.FAILED
        assert "the shutter jammed" in job.error
        assert "Traceback" in job.error
    finished = failing.rendered[:3]
    home.camera = working = Counting()
    with home.database.write("user") as session:
        again = jobs.enqueue(session, 1, "make", {})
    assert home.run(again).state is JobState.DONE
    assert not set(finished) & set(working.rendered)
    assert len(finished) + len(working.rendered) == len(home.shots())


class Mumbling(House):
    """A house writer whose scenes cannot be used."""

    def ask(self, step: str, values: Mapping[str, object], answer: type[A]) -> A:
        if step == "scenes":
            raise BadReply("step 'scenes': got mumbling, expected scenes: ask another model")
        return super().ask(step, values, answer)


def test_a_writer_nobody_understands_fails_the_job_in_words_and_the_next_one_goes_on(home: Home) -> None:
    job_id = home.begin()
    with pytest.raises(BadReply, match="got mumbling"):
        home.run(job_id, "yes", writer=Mumbling())
    with home.database.read() as session:
        job = session.get_one(Job, job_id)
        assert (job.state, job.owner) == (JobState.FAILED, "")
        assert job.error == "step 'scenes': got mumbling, expected scenes: ask another model"
        assert board.film(session, 1).state == "failed"
        assert board.cast(session, 1).characters
    with home.database.write("user") as session:
        again = jobs.enqueue(session, 1, "make", {})
    assert home.run(again, "yes").state is JobState.DONE


def test_what_the_camera_cannot_do_is_refused_before_any_take(home: Home) -> None:
    home.camera = Small()
    with pytest.raises(Unsupported, match="at most 17"):
        home.run(home.begin(), "yes", "yes")
    assert home.takes() == []


def test_a_cancelled_film_keeps_its_takes_and_goes_on_when_asked(home: Home) -> None:
    def stop_at_the_third(happening: Happening) -> None:
        if happening.step == "render" and happening.done > 2:
            raise Cancelled

    job_id = home.begin()
    home.run(job_id, "yes")
    with home.database.write("user") as session:
        jobs.tell(session, job_id, "yes")
    outcome = worker.run(home.crew(report=stop_at_the_third), job_id)
    assert outcome.state is JobState.CANCELLED
    assert len([t for t in home.takes() if t.state is TakeState.RENDERED]) == 2
    with home.database.write("user") as session:
        again = jobs.enqueue(session, 1, "make", {})
    assert home.run(again).state is JobState.DONE
    assert [t.number for t in home.takes()] == [1] * len(home.shots())


def test_two_workers_never_have_one_film(home: Home) -> None:
    job_id = home.begin()
    with home.database.write() as session:
        jobs.claim(session, job_id, "elsewhere:1:1.00")
    with pytest.raises(Busy, match="elsewhere"):
        home.run(job_id)


def test_planning_twice_changes_nothing(home: Home) -> None:
    home.make()
    with home.database.read() as session:
        before = board.journal(session, 1)[-1].id
    with home.database.write("user") as session:
        again = jobs.enqueue(session, 1, "make", {})
    home.run(again)
    with home.database.read() as session:
        tools = {e.tool for e in board.journal(session, 1) if e.id > before}
    assert tools == {"jobs.enqueue", "jobs.claim", "jobs.end"}


def test_a_replaced_take_is_forgotten_and_the_new_one_remembered(home: Home) -> None:
    home.make()
    crew = home.crew()
    history = crew.history(1)
    with home.database.read() as session:
        history.sync(session)
    first = home.shots()[0]
    old = next(p for p in history.before(99) if p.shot_id == first.id)
    with home.database.write("user") as session:
        takes.ask_retake(session, first.id)
        again = jobs.enqueue(session, 1, "make", {})
    worker.run(crew, again)
    with home.database.read() as session:
        history.sync(session)
    new = next(p for p in history.before(99) if p.shot_id == first.id)
    assert (old.take_number, new.take_number) == (1, 2)
    assert len(history) == len(home.shots())


def test_planning_commands_are_the_only_way_the_plan_came_to_be(home: Home) -> None:
    home.make()
    with home.database.read() as session:
        entries = board.journal(session, 1)
    rows: dict[tuple[str, Any], dict[str, Any] | None] = {}
    for entry in entries:
        for change in entry.changes:
            key = (change["table"], change["id"])
            if change["before"] is not None:
                known = rows[key]
                assert known is not None
                assert {k: known[k] for k in change["before"]} == change["before"]
            rows[key] = None if change["after"] is None else {**(rows.get(key) or {}), **change["after"]}
    shots = {s.id: s for s in home.shots()}
    for (table, shot_id), row in rows.items():
        if table == "shot":
            assert row is not None
            assert row["take_id"] == shots[shot_id].take_id
            assert row["status"] == shots[shot_id].status


def test_native_memory_is_the_first_three_and_the_newest_four(home: Home) -> None:
    home.make(
        SCRIPT + "\n\nEXT. PIER - DAY\n\n" + "\n\n".join(f"Wave number {n} breaks." for n in range(12)),
        memory="native",
    )
    made = home.takes()
    for number, take in enumerate(made):
        wanted = [*range(min(3, number)), *range(max(3, number - 4), number)]
        assert [s.source for s in take.slots] == [f"{made[n].code} v001" for n in wanted]


def test_a_film_without_memory_has_none(home: Home) -> None:
    home.make(memory="none")
    assert all(take.slots == () for take in home.takes())
