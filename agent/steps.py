"""The questions of the director's steps: what a writer is given, by name, and what it gives.

=========  ===========================================================  ==============
step       values                                                       answer
=========  ===========================================================  ==============
clarify    brief, answers, round                                        QuestionsDraft
story      brief, screenplay, answers, before, wish                     StoryDraft
cast       brief, story, answers                                        CastDraft
scenes     brief, story, answers, cast                                  ScenesDraft
shots      brief, story, answers, cast, scenes                          ShotListDraft
condition  condition (ShotCondition), recalled (lines), notes (words)   ShotCondition
revise     note (words), shot (ShotDraft), cast, scene (SceneDraft)     RevisionAnswer
critique   request (ShotRequest), stills (paths)                        CritiqueAnswer
=========  ===========================================================  ==============

``brief`` is a :class:`tools.story.Brief`, ``answers`` a tuple of :class:`tools.story.Answered`,
``screenplay`` a :class:`tools.story.Screenplay` or None, ``before`` the last story or None, and ``wish`` what
is to change in it, in words.
"""

CLARIFY = "clarify"
STORY = "story"
CAST = "cast"
SCENES = "scenes"
SHOTS = "shots"
CONDITION = "condition"
REVISE = "revise"
CRITIQUE = "critique"
