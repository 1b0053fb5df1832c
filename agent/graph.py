"""The director, as one screen: ask, plan, two confirmations, then shot by shot until the cut."""

from __future__ import annotations

from langgraph.graph import END, START, StateGraph

from agent.crew import Crew
from agent.nodes.clarify import ask, clarify
from agent.nodes.condition import condition
from agent.nodes.confirm import AGAIN, confirm_shots, confirm_story
from agent.nodes.critique import critique
from agent.nodes.follow import cut, next_shot
from agent.nodes.plan import cast, scenes, shots, story
from agent.nodes.recall import recall
from agent.nodes.remember import remember
from agent.nodes.review import review
from agent.nodes.shoot import render
from agent.state import State


def asked(state: State) -> str:
    """After looking for questions: put them to the user, or write the story."""
    return "ask" if state.get("round") else "story"


def sent_back(state: State) -> str:
    """After the story gate: write another one, or go on to the cast."""
    return "story" if state.get("verdict") == AGAIN else "cast"


def in_hand(state: State) -> str:
    """After looking for the next shot: remember for it, or cut."""
    return "cut" if state.get("shot_id") is None else "recall"


def judged(state: State) -> str:
    """After the critics: the same shot again, or on to the review."""
    return "recall" if state.get("tries") else "review"


builder: StateGraph[State, Crew, State, State] = StateGraph(State, context_schema=Crew)

builder.add_node("clarify", clarify)
builder.add_node("ask", ask)
builder.add_node("story", story)
builder.add_node("confirm_story", confirm_story)
builder.add_node("cast", cast)
builder.add_node("scenes", scenes)
builder.add_node("shots", shots)
builder.add_node("confirm_shots", confirm_shots)
builder.add_node("next_shot", next_shot)
builder.add_node("recall", recall)
builder.add_node("remember", remember)
builder.add_node("condition", condition)
builder.add_node("render", render)
builder.add_node("critique", critique)
builder.add_node("review", review)
builder.add_node("cut", cut)

builder.add_edge(START, "clarify")
builder.add_conditional_edges("clarify", asked, ["ask", "story"])
builder.add_edge("ask", "clarify")
builder.add_edge("story", "confirm_story")
builder.add_conditional_edges("confirm_story", sent_back, ["story", "cast"])
builder.add_edge("cast", "scenes")
builder.add_edge("scenes", "shots")
builder.add_edge("shots", "confirm_shots")
builder.add_edge("confirm_shots", "next_shot")
builder.add_conditional_edges("next_shot", in_hand, ["recall", "cut"])
builder.add_edge("recall", "remember")
builder.add_edge("remember", "condition")
builder.add_edge("condition", "render")
builder.add_edge("render", "critique")
builder.add_conditional_edges("critique", judged, ["recall", "review"])
builder.add_edge("review", "next_shot")
builder.add_edge("cut", END)
