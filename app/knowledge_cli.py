"""Commands about what a film knows and what it asked: attached files, and the calls of language models."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.command import AsJson, FilmName, Quiet, opened, screen_of

if TYPE_CHECKING:
    from rich.table import Table

    from app.settings import Settings
    from tools.knowledge import AttachmentRow, Quote
    from tools.ledger import CallRow, Spent


def attach(
    film: FilmName,
    files: Annotated[list[Path], typer.Argument(help="Text files: .txt, .md or .fountain.")],
    remove: Annotated[bool, typer.Option("--remove", help="Take these away instead, by name.")] = False,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Give a film files to know: notes, a bible, research. One of the same name is replaced."""
    with screen_of(quiet=quiet, as_json=as_json) as screen, opened() as studio:
        from agent.writing.sentences import counted
        from app.build import embedder
        from app.turning import turn
        from tools import board, knowledge

        with studio.database.read() as session:
            row = board.film(session, film)
        meaning = embedder(studio.settings.embedder)
        learned = [] if remove else [knowledge.learn(path.name, _data(path), meaning) for path in files]
        words = f"{'take away' if remove else 'attach'} {', '.join(path.name for path in files)}"
        with turn(studio, row.id, words) as said:
            counts = {one.name: knowledge.keep(said.session, row.id, one) for one in learned}
            for path in files if remove else ():
                knowledge.detach(said.session, row.id, path.name)
            found = knowledge.attachments(said.session, row.id)
        for name, count in counts.items():
            screen.say(f"{name}: {counted(count, 'passage')} learned.")
        for path in files if remove else ():
            screen.say(f"{path.name}: taken away.")
        screen.bare(one.name for one in found)
        screen.result({"film": row.code, "sources": [_attachment_facts(one) for one in found]})


def sources(
    film: FilmName,
    query: Annotated[str, typer.Argument(help="A question. Default: list the files.")] = "",
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """List the files a film knows, or show what it would find in them for a question."""
    with screen_of(quiet=quiet, as_json=as_json) as screen, opened() as studio:
        from app.build import embedder
        from tools import board, knowledge

        with studio.database.read() as session:
            row = board.film(session, film)
            found = knowledge.attachments(session, row.id)
            quotes = knowledge.find(session, row.id, query, embedder(studio.settings.embedder))
        facts: dict[str, Any] = {"film": row.code}
        if not query.strip() or not found:
            screen.table(
                _attachments(found), empty=f"Nothing yet. Attach a file: dailies attach {row.code} FILE"
            )
            screen.bare(one.name for one in found)
            facts |= {"sources": [_attachment_facts(one) for one in found]}
        else:
            screen.table(_quotes(quotes), empty="Nothing in the files has to do with that.")
            screen.bare(quote.source for quote in quotes)
            facts |= {"query": query, "quotes": [_quote_facts(quote) for quote in quotes]}
        screen.result(facts)


def calls(film: FilmName, quiet: Quiet = False, as_json: AsJson = False) -> None:
    """Show every call of a language model: what it took, what it cost, what became of it."""
    with screen_of(quiet=quiet, as_json=as_json) as screen, opened() as studio:
        from tools import board, ledger

        with studio.database.read() as session:
            row = board.film(session, film)
            found, spent = ledger.calls(session, row.id), ledger.spent(session, row.id)
        screen.table(_calls(found), empty="No language model was asked.")
        for call in found:
            if call.error:
                screen.say(f"  {call.id}: {call.error}")
        if found:
            screen.say(_totals(spent, studio.settings))
        screen.bare(f"{call.id} {call.skill}: {call.outcome}" for call in found)
        screen.result(
            {
                "film": row.code,
                "calls": [_call_facts(call) for call in found],
                "spent": {"calls": spent.calls, "tokens": spent.tokens, "cost": spent.cost},
                "budget": {
                    "tokens": studio.settings.llm_budget_tokens,
                    "cost": studio.settings.llm_budget_cost,
                },
            }
        )


def _data(path: Path) -> bytes:
    """The bytes of a file, no more than are needed to see that it is too large."""
    from tools.errors import ToolError
    from tools.knowledge import MOST_BYTES

    try:
        with path.expanduser().open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        words = error.strerror or str(error)
        raise ToolError(f"{path} cannot be read: {words}; give the path of a text file") from error


def _attachments(found: Sequence[AttachmentRow]) -> Table:
    from app.tables import listing

    table = listing("file", "passages", "size")
    for one in found:
        table.add_row(one.name, str(one.passages), f"{one.size / 1000:.1f} kB")
    return table


def _quotes(quotes: Sequence[Quote]) -> Table:
    from app.tables import listing

    table = listing("score", "from", "words")
    for quote in quotes:
        table.add_row(f"{quote.score:.2f}", quote.source, " ".join(quote.text.split()))
    return table


def _calls(found: Sequence[CallRow]) -> Table:
    from app.tables import listing

    table = listing("#", "skill", "model", "in", "out", "s", "cost", "outcome")
    for call in found:
        table.add_row(
            str(call.id),
            call.skill,
            call.model,
            _tokens(call.tokens_in, call),
            _tokens(call.tokens_out, call),
            f"{call.seconds:.1f}",
            "" if call.cost is None else _money(call.cost),
            f"{call.outcome}{f', {call.attempts} tries' if call.attempts > 1 else ''}",
        )
    return table


def _tokens(count: int, call: CallRow) -> str:
    """``1,234`` as the server counted them, ``~1,234`` as they are estimated."""
    return f"{'' if call.counted or not count else '~'}{count:,}"


def _money(cost: float) -> str:
    """In the currency of the prices; a call often costs less than a hundredth of it."""
    return f"{cost:,.4f}"


def _totals(spent: Spent, settings: Settings) -> str:
    from agent.writing.sentences import counted

    words = f"{counted(spent.calls, 'call')}: {spent.tokens:,} tokens"
    if settings.llm_budget_tokens:
        left = max(0, settings.llm_budget_tokens - spent.tokens)
        words += f" ({left:,} of {settings.llm_budget_tokens:,} left)"
    words += f", cost {_money(spent.cost)}" if spent.cost or settings.llm_budget_cost else ""
    if settings.llm_budget_cost:
        words += f" of {_money(settings.llm_budget_cost)}"
    return f"{words}, {spent.seconds:.0f} s"


def _attachment_facts(one: AttachmentRow) -> dict[str, Any]:
    return {"name": one.name, "size": one.size, "passages": one.passages, "at": one.at.isoformat()}


def _quote_facts(quote: Quote) -> dict[str, Any]:
    return {"source": quote.source, "text": quote.text, "score": quote.score}


def _call_facts(call: CallRow) -> dict[str, Any]:
    facts = {name: getattr(call, name) for name in call.__dataclass_fields__}
    return facts | {"outcome": str(call.outcome), "at": call.at.isoformat()}
