from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from sqlalchemy import select

from agent.authoring.critique import credit, critique, faults
from agent.book import Book
from agent.desk import Desk
from agent.house import House
from agent.model import Misconfigured, OverBudget, Unreachable
from agent.scripted import Fault, Scripted
from agent.writer import A, BadReply
from generator.interface import Cancelled, Clip, Measures, Run
from generator.lab import Lab
from skills.answers import CritiqueAnswer, SeenFault
from skills.library import Facts, Library, built_in
from tests.making import Home
from tools.records import JobState, Note, NoteCategory

SCRIPT = """INT. LAMP ROOM - NIGHT

MARA (60s, silver hair in a bun, yellow oilskin coat) trims the lamp.

MARA
The boat is late.
"""
COAT = SeenFault(
    category=NoteCategory.APPEARANCE,
    words="Mara's coat is blue, expected yellow.",
    evidence="the coat at the left",
)
BLUE = CritiqueAnswer(findings=(COAT,))


class Seeing(House):
    """The house writer, with somebody who looks at its takes."""

    def __init__(self, says: CritiqueAnswer | BaseException) -> None:
        self.says, self.given = says, list[Mapping[str, object]]()

    @property
    def knows(self) -> frozenset[str]:
        return super().knows | {"critique"}

    def credit(self, step: str) -> str:
        return "critic 1.0.0" if step == "critique" else super().credit(step)

    def ask(self, step: str, values: Mapping[str, object], answer: type[A]) -> A:
        if step != "critique":
            return super().ask(step, values, answer)
        self.given.append(values)
        if isinstance(self.says, BaseException):
            raise self.says
        return answer.model_validate(self.says.model_dump())


class Clipping(Lab):
    """A lab that hears two samples clip."""

    def measure(self, clip: Clip) -> Measures:
        return super().measure(clip).model_copy(update={"clipped_samples": 2})


class Uneven(Lab):
    """A lab that hears as many samples clip in each take as it is told, and none after the last of them."""

    def __init__(self, *clipped: int) -> None:
        super().__init__()
        self.clipped = list(clipped)

    def measure(self, clip: Clip) -> Measures:
        count = self.clipped.pop(0) if self.clipped else 0
        found: dict[str, object] = {"clipped_samples": count}
        if count > 1:
            found["black"] = (Run(first=0, last=count),)
        return super().measure(clip).model_copy(update=found)


def notes(home: Home) -> list[tuple[str, str, str]]:
    """Author, category and words of every note, in order."""
    with home.database.read() as session:
        rows = session.scalars(select(Note).order_by(Note.id)).all()
        return [(row.author, str(row.category), row.text) for row in rows]


def film(home: Home, says: CritiqueAnswer | BaseException, **changes: object) -> Seeing:
    """A film whose takes were looked at."""
    writer = Seeing(says)
    outcome = home.run(home.begin(SCRIPT), "yes", "yes", writer=writer, **changes)
    assert outcome.state is JobState.DONE
    return writer


# -- the step ---------------------------------------------------------------------------------------------


def test_what_a_critic_sees_becomes_a_note_with_its_evidence_and_its_author(home: Home) -> None:
    writer = film(home, BLUE)
    words = "Mara's coat is blue, expected yellow. (the coat at the left)"
    assert notes(home) == [("critic 1.0.0", "appearance", words)] * len(home.takes())
    assert {take.verdict for take in home.takes()} == {words}
    take, given = home.takes()[0], writer.given[0]
    assert take.still is not None
    assert given == {"request": take.request, "stills": (home.store.path(take.still),)}


def test_measures_and_critic_stand_in_one_verdict_under_their_own_names(home: Home) -> None:
    film(home, BLUE, lab=Clipping())
    assert {author for author, _, _ in notes(home)} == {"measures", "critic 1.0.0"}
    assert home.takes()[0].verdict.startswith(
        "2 samples of the sound clip, expected none; Mara's coat is blue"
    )


def test_a_take_without_findings_is_clean(home: Home) -> None:
    film(home, CritiqueAnswer())
    assert {take.verdict for take in home.takes()} == {"clean"}
    assert notes(home) == []


@pytest.mark.parametrize("error", [BadReply("no"), OverBudget("no"), Unreachable("no"), Misconfigured("no")])
def test_a_critic_that_cannot_look_never_costs_a_take(home: Home, error: Exception) -> None:
    film(home, error)
    assert {take.verdict for take in home.takes()} == {"clean; not looked at: no"}
    assert notes(home) == []


def test_a_writer_without_a_critic_looks_at_nothing(home: Home) -> None:
    home.make(SCRIPT)
    assert {take.verdict for take in home.takes()} == {"clean"}


def test_a_take_whose_critic_was_stopped_keeps_what_was_measured_and_says_so(home: Home) -> None:
    writer = Seeing(Cancelled())
    stopped = home.run(home.begin(SCRIPT), "yes", "yes", writer=writer, lab=Clipping())
    assert stopped.state is JobState.CANCELLED
    (take,) = home.takes()
    assert take.verdict.endswith("expected none; not looked at: the work was stopped")
    assert [author for author, _, _ in notes(home)] == ["measures"]


def test_a_take_is_looked_at_again_after_a_kill_and_noted_once(home: Home) -> None:
    class Killed(BaseException):
        """The process ends here."""

    writer = Seeing(Killed())
    job_id = home.begin(SCRIPT)
    with pytest.raises(Killed):
        home.run(job_id, "yes", "yes", writer=writer, lab=Clipping())
    assert (notes(home), [take.verdict for take in home.takes()]) == ([], [""])
    writer.says = BLUE
    assert home.run(job_id, writer=writer, lab=Clipping()).state is JobState.DONE
    assert [author for author, _, _ in notes(home)] == ["measures", "critic 1.0.0"] * len(home.takes())


def test_a_note_of_the_measures_has_its_frame_and_its_evidence(home: Home) -> None:
    home.run(home.begin(SCRIPT), "yes", "yes", lab=Uneven(9))
    with home.database.read() as session:
        rows = session.scalars(select(Note).order_by(Note.id)).all()
        found = {row.evidence.measure: (row.frame, row.evidence.value) for row in rows if row.evidence}
    assert found == {"black": (0, 10), "clipping": (None, 9)}


# -- made again -------------------------------------------------------------------------------------------


def again(home: Home, lab: Lab, **changes: object) -> list[tuple[int, str, bool]]:
    """Number, verdict and whether it is circled, of every take of a film's first shot."""
    outcome = home.run(home.begin(SCRIPT), "yes", "yes", lab=lab, **changes)
    assert outcome.state is JobState.DONE
    shot = home.shots()[0]
    return [(t.number, t.verdict, t.id == shot.take_id) for t in home.takes() if t.shot_id == shot.id]


def test_nothing_is_made_again_unless_that_is_set(home: Home) -> None:
    assert len(again(home, Clipping())) == 1


def test_a_take_with_findings_is_made_again_until_one_is_clean(home: Home) -> None:
    assert again(home, Uneven(1), retakes=3) == [
        (1, "1 sample of the sound clips, expected none", False),
        (2, "clean; the best of 2 takes", True),
    ]
    seeds = [take.request.seed for take in home.takes() if take.shot_id == home.shots()[0].id]
    assert len(set(seeds)) == 2
    assert [h.words for h in home.happenings if h.step == "retake"] == [
        "made again (1 of at most 3): 1 sample of the sound clips, expected none"
    ]


def test_after_the_last_try_the_take_with_the_fewest_findings_counts(home: Home) -> None:
    takes = again(home, Uneven(9, 1, 9), retakes=2)
    assert [(number, circled) for number, _, circled in takes] == [(1, False), (2, True), (3, False)]
    assert takes[1][1].endswith("; the best of 3 takes")


def test_every_shot_has_its_own_tries(home: Home) -> None:
    again(home, Clipping(), retakes=1)
    assert [shot.takes for shot in home.shots()] == [2] * len(home.shots())
    assert {home.shots()[0].take_number} == {2}


def test_a_kill_between_two_tries_adds_none(home: Home) -> None:
    class Killed(BaseException):
        """The process ends here."""

    class Deadly(Uneven):
        def measure(self, clip: Clip) -> Measures:
            if not self.clipped:
                raise Killed
            return super().measure(clip)

    job_id = home.begin(SCRIPT)
    with pytest.raises(Killed):
        home.run(job_id, "yes", "yes", lab=Deadly(1), retakes=1)
    assert home.run(job_id, lab=Uneven(1), retakes=1).state is JobState.DONE
    assert [shot.takes for shot in home.shots()] == [2] + [1] * (len(home.shots()) - 1)


# -- the critics ------------------------------------------------------------------------------------------


def taken(home: Home) -> Mapping[str, object]:
    """What the critics are given for a take with Mara in it."""
    home.make(SCRIPT)
    take = next(take for take in home.takes() if take.request.lines)
    assert take.still is not None
    return {"request": take.request, "stills": (home.store.path(take.still),)}


def desk(home: Home, answers: Mapping[str, list[object]], *folders: Path) -> tuple[Desk, Scripted]:
    """A desk whose model says this, with these folders of skills."""
    model = Scripted(answers)
    return Desk(model, Library(*folders), Book(home.database, home.film().id), Facts()), model


def test_a_critic_is_shown_the_still_and_told_what_was_asked_for(home: Home) -> None:
    values = taken(home)
    asks, model = desk(home, {"critic": [BLUE]})
    assert critique(asks, lambda _: "", values) == BLUE
    (prompt,) = model.prompts
    assert prompt.messages[-1].pictures == values["stills"]
    assert "Mara" in prompt.messages[-1].text
    assert "yellow oilskin coat" in prompt.messages[-1].text
    assert credit(asks) == "critic 1.0.0"


def test_every_critic_looks_and_the_same_finding_is_told_once(home: Home, tmp_path: Path) -> None:
    values = taken(home)
    folder = tmp_path / "skills" / "hands"
    folder.mkdir(parents=True)
    own = (built_in() / "critic" / "skill.yaml").read_text(encoding="utf-8")
    (folder / "skill.yaml").write_text(own.replace("name: critic\n", "name: hands\n"), encoding="utf-8")
    hand = SeenFault(category=NoteCategory.LAYOUT, words="A hand has six fingers.", evidence="the left hand")
    asks, model = desk(home, {"critic": [BLUE], "hands": [{"findings": [COAT, hand]}]}, tmp_path / "skills")
    assert critique(asks, lambda _: "", values).findings == (COAT, hand)
    assert len(model.prompts) == 2
    assert credit(asks) == "hands 1.0.0, critic 1.0.0"


def test_findings_no_still_can_show_are_asked_for_again(home: Home) -> None:
    values = taken(home)
    deaf = SeenFault(category=NoteCategory.DIALOGUE, words="The line is missing.")
    asks, model = desk(home, {"critic": [CritiqueAnswer(findings=(deaf,)), CritiqueAnswer()]})
    assert critique(asks, lambda _: "", values).findings == ()
    told = model.prompts[1].messages[-1].text
    assert "finding 1 is about dialogue, which a still does not show" in told
    assert "finding 1 has no evidence" in told
    assert faults(BLUE) == []


def test_without_a_picture_or_a_critic_it_says_what_is_missing(home: Home) -> None:
    values = taken(home)
    asks, _ = desk(home, {"critic": [BLUE]})
    with pytest.raises(BadReply, match="there is no picture to look at"):
        critique(asks, lambda _: "", {**values, "stills": ()})


def test_a_refusal_is_a_bad_reply(home: Home) -> None:
    values = taken(home)
    asks, _ = desk(home, {"critic": [Fault("refusal")]})
    with pytest.raises(BadReply, match="declined"):
        critique(asks, lambda _: "", values)
