"""Final Draft in, scenes out."""

from __future__ import annotations

import pytest

from tools.editorial.screenplay import BadSource, read
from tools.story import Action, Screenplay, Speech

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="no" ?>\n'


def paragraph(kind: str, text: str, inside: str = "") -> str:
    return f'<Paragraph Type="{kind}">{inside}<Text>{text}</Text></Paragraph>'


def document(*paragraphs: str, after: str = "") -> str:
    body = "\n".join(paragraphs)
    return f'{HEAD}<FinalDraft DocumentType="Script"><Content>\n{body}\n</Content>{after}</FinalDraft>'


def script(*paragraphs: str, after: str = "") -> Screenplay:
    found = read(document(*paragraphs, after=after).encode(), "film.fdx")
    assert found.kind == "fdx"
    assert found.screenplay is not None
    return found.screenplay


def refused(text: str, name: str = "film.fdx") -> str:
    with pytest.raises(BadSource) as error:
        read(text.encode(), name)
    return str(error.value)


def test_styled_runs_of_a_paragraph_are_one_text() -> None:
    found = script(
        '<Paragraph Type="Scene Heading"><Text>INT. ROOM </Text><Text Style="Bold">- DAY</Text></Paragraph>',
        paragraph("Action", 'A </Text><Text Style="Italic">red</Text><Text> coat &amp; hat.'),
        paragraph("Character", "MARA"),
        paragraph("Dialogue", 'Not </Text><Text Style="Underline">that</Text><Text> one.'),
    )
    (scene,) = found.scenes
    assert (scene.heading, scene.time) == ("INT. ROOM - DAY", "DAY")
    assert scene.blocks == (
        Action(text="A red coat & hat."),
        Speech(speaker="MARA", text="Not that one.", index=0),
    )


def test_scene_numbers_summaries_and_notes_are_kept() -> None:
    found = script(
        '<Paragraph Type="Scene Heading" Number="12A"><SceneProperties><Summary><Paragraph>'
        "<Text>She waits.</Text></Paragraph></Summary></SceneProperties>"
        "<Text>INT. ROOM - DAY</Text></Paragraph>",
        paragraph("Action", "Rain.", "<ScriptNote><Paragraph><Text>more</Text></Paragraph></ScriptNote>"),
    )
    assert (found.scenes[0].number, found.scenes[0].synopsis) == ("12A", "She waits.")
    assert found.notes == ("more",)
    assert found.scenes[0].blocks == (Action(text="Rain."),)


def test_dual_dialogue_extensions_and_parentheticals_are_known() -> None:
    both = [
        paragraph("Character", "MARA (V.O.) (CONT'D)"),
        paragraph("Dialogue", "Go."),
        paragraph("Character", "JOE"),
        paragraph("Parenthetical", "(low)"),
        paragraph("Dialogue", "Stay."),
    ]
    found = script(
        paragraph("Scene Heading", "INT. ROOM - DAY"),
        f"<Paragraph><DualDialogue>{''.join(both)}</DualDialogue></Paragraph>",
    )
    assert found.speeches() == [
        Speech(speaker="MARA", text="Go.", extension="V.O., CONT'D", index=0),
        Speech(speaker="JOE", text="Stay.", parenthetical="low", dual=True, index=1),
    ]


def test_a_camera_shot_is_action_and_a_transition_is_dropped() -> None:
    found = script(
        paragraph("Scene Heading", "INT. ROOM - DAY"),
        paragraph("Shot", "CLOSE ON THE KNIFE"),
        paragraph("Transition", "CUT TO:"),
        paragraph("New Act", "ACT TWO"),
        paragraph("Lyrics", "La la"),
        paragraph("Character", "MARA"),
    )
    assert [b.text for b in found.scenes[0].blocks] == ["CLOSE ON THE KNIFE", "La la", "MARA"]
    assert len(found.scenes) == 1


def test_the_title_page_gives_title_and_author() -> None:
    page = "".join(paragraph("", text) for text in ("THE LAMP", "", "Written by", "Ann Keeper"))
    found = script(paragraph("Action", "Rain."), after=f"<TitlePage><Content>{page}</Content></TitlePage>")
    assert (found.title, found.author) == ("THE LAMP", "Ann Keeper")


def test_a_document_in_another_encoding_is_read_as_it_declares() -> None:
    text = document(paragraph("Action", "Café.")).replace("UTF-8", "ISO-8859-1")
    found = read(text.encode("latin-1"), "film.fdx").screenplay
    assert found is not None
    assert found.scenes[0].blocks == (Action(text="Café."),)


def test_content_decides_before_the_name() -> None:
    assert read(document(paragraph("Action", "Rain.")).encode(), "film.txt").kind == "fdx"
    assert read(b"INT. ROOM - DAY\n\nRain.\n", "film.fdx").kind == "fountain"


def test_broken_xml_is_refused_with_line_and_column() -> None:
    message = refused(document(paragraph("Action", "Rain.")).replace("</Text>", ""))
    assert "film.fdx, line 3, column" in message
    assert "save it again" in message


@pytest.mark.parametrize(
    "bomb",
    [
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://example.invalid/x.dtd">',
    ],
)
def test_entities_and_document_types_are_never_followed(bomb: str) -> None:
    text = document(paragraph("Action", "&b;" if "ENTITY b" in bomb else "Rain.")).replace(HEAD, HEAD + bomb)
    assert "never followed" in refused(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<?xml version='1.0'?><svg></svg>", "got XML with the root <svg>"),
        ("<FinalDraft DocumentType='Outline'><Content/></FinalDraft>", "of type 'Outline'"),
        ("<FinalDraft DocumentType='Script'></FinalDraft>", "without <Content>"),
        ("<FinalDraft DocumentType='Script'><Content/></FinalDraft>", "without a scene"),
        ("She waits by the sea.", "got text without XML"),
    ],
)
def test_what_is_not_a_script_is_refused_and_named(text: str, said: str) -> None:
    assert said in refused(text)


def test_other_markup_is_refused_under_any_name() -> None:
    assert "a web page" in refused("<!DOCTYPE html><html><body>INT. ROOM</body></html>", "film.txt")
    assert "XML that is not Final Draft" in refused("<?xml version='1.0'?><note/>", "film.txt")


def test_deep_nesting_is_survived() -> None:
    assert "without a scene" in refused(document("<a>" * 20_000 + "</a>" * 20_000))
