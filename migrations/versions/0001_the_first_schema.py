"""The first schema

House rules: plain SQL types only, never today's code; a rename is three steps (add, copy, drop in a later
release); SQLite changes a table inside `batch_alter_table`.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "film",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("brief", sa.JSON(), nullable=False),
        sa.Column("source_name", sa.String(), nullable=False),
        sa.Column("screenplay", sa.JSON(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("style", sa.String(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("fps", sa.Integer(), nullable=False),
        sa.Column("engine", sa.String(), nullable=False),
        sa.Column("memory", sa.String(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_film")),
        sa.UniqueConstraint("code", name=op.f("uq_film_code")),
    )
    op.create_table(
        "journal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("film_id", sa.Integer(), nullable=True),
        sa.Column("turn_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("tool", sa.String(), nullable=False),
        sa.Column("arguments", sa.JSON(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal")),
    )
    with op.batch_alter_table("journal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_journal_film_id"), ["film_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_journal_turn_id"), ["turn_id"], unique=False)

    op.create_table(
        "media",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("suffix", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_media")),
    )
    op.create_table(
        "character",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("film_id", sa.Integer(), nullable=False),
        sa.Column("tag", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["film_id"], ["film.id"], name=op.f("fk_character_film_id_film"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_character")),
        sa.UniqueConstraint("film_id", "tag", name=op.f("uq_character_film_id_tag")),
    )
    with op.batch_alter_table("character", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_character_film_id"), ["film_id"], unique=False)

    op.create_table(
        "cut",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("film_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("takes", sa.JSON(), nullable=False),
        sa.Column("frames", sa.Integer(), nullable=False),
        sa.Column("folder", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["film_id"], ["film.id"], name=op.f("fk_cut_film_id_film"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cut")),
        sa.UniqueConstraint("film_id", "number", name=op.f("uq_cut_film_id_number")),
    )
    with op.batch_alter_table("cut", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cut_film_id"), ["film_id"], unique=False)

    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("film_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "queued",
                "running",
                "waiting",
                "done",
                "failed",
                "cancelled",
                name="jobstate",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("question", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["film_id"], ["film.id"], name=op.f("fk_job_film_id_film"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
    )
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_job_film_id"), ["film_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_job_state"), ["state"], unique=False)

    op.create_table(
        "scene",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("film_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("heading", sa.String(), nullable=False),
        sa.Column("interior", sa.Boolean(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("time", sa.String(), nullable=False),
        sa.Column("light", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["film_id"], ["film.id"], name=op.f("fk_scene_film_id_film"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scene")),
        sa.UniqueConstraint("film_id", "number", name=op.f("uq_scene_film_id_number")),
    )
    with op.batch_alter_table("scene", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_scene_film_id"), ["film_id"], unique=False)

    op.create_table(
        "story",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("film_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("logline", sa.Text(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("style", sa.Text(), nullable=False),
        sa.Column("beats", sa.JSON(), nullable=False),
        sa.Column("screenplay", sa.JSON(), nullable=False),
        sa.Column("skill", sa.String(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("plan_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["film_id"], ["film.id"], name=op.f("fk_story_film_id_film"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_story")),
        sa.UniqueConstraint("film_id", "number", name=op.f("uq_story_film_id_number")),
    )
    with op.batch_alter_table("story", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_story_film_id"), ["film_id"], unique=False)

    op.create_table(
        "turn",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("film_id", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["film_id"], ["film.id"], name=op.f("fk_turn_film_id_film"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_turn")),
    )
    with op.batch_alter_table("turn", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_turn_film_id"), ["film_id"], unique=False)

    op.create_table(
        "beat",
        sa.Column("job_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done", sa.Double(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("doing", sa.String(), nullable=False),
        sa.Column("cancel", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("fk_beat_job_id_job"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("job_id", name=op.f("pk_beat")),
    )
    op.create_table(
        "card",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("film_id", sa.Integer(), nullable=False),
        sa.Column("character_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("from_position", sa.Integer(), nullable=False),
        sa.Column("appearance", sa.Text(), nullable=False),
        sa.Column("wardrobe", sa.Text(), nullable=False),
        sa.Column("voice", sa.Text(), nullable=False),
        sa.Column("picture", sa.String(), nullable=True),
        sa.Column("sound", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["character_id"],
            ["character.id"],
            name=op.f("fk_card_character_id_character"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["film_id"], ["film.id"], name=op.f("fk_card_film_id_film"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["picture"], ["media.sha256"], name=op.f("fk_card_picture_media")),
        sa.ForeignKeyConstraint(["sound"], ["media.sha256"], name=op.f("fk_card_sound_media")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card")),
        sa.UniqueConstraint("character_id", "number", name=op.f("uq_card_character_id_number")),
    )
    with op.batch_alter_table("card", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_card_character_id"), ["character_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_card_film_id"), ["film_id"], unique=False)

    op.create_table(
        "shot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("film_id", sa.Integer(), nullable=False),
        sa.Column("scene_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("plan", sa.JSON(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "todo",
                "wip",
                "review",
                "retake",
                "approved",
                "omit",
                name="shotstatus",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("take_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["film_id"], ["film.id"], name=op.f("fk_shot_film_id_film"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["scene_id"], ["scene.id"], name=op.f("fk_shot_scene_id_scene"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["take_id"], ["take.id"], name="fk_shot_take_id_take", ondelete="SET NULL", use_alter=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shot")),
        sa.UniqueConstraint("scene_id", "number", name=op.f("uq_shot_scene_id_number")),
    )
    with op.batch_alter_table("shot", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_shot_film_id"), ["film_id"], unique=False)
        batch_op.create_index("ix_shot_film_id_position", ["film_id", "position"], unique=False)
        batch_op.create_index(batch_op.f("ix_shot_scene_id"), ["scene_id"], unique=False)

    op.create_table(
        "embedding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("film_id", sa.Integer(), nullable=False),
        sa.Column("shot_id", sa.Integer(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("text_digest", sa.String(), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["film_id"], ["film.id"], name=op.f("fk_embedding_film_id_film"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["shot_id"], ["shot.id"], name=op.f("fk_embedding_shot_id_shot"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_embedding")),
        sa.UniqueConstraint(
            "shot_id", "model", "text_digest", name=op.f("uq_embedding_shot_id_model_text_digest")
        ),
    )
    with op.batch_alter_table("embedding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_embedding_film_id"), ["film_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_embedding_shot_id"), ["shot_id"], unique=False)

    op.create_table(
        "take",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("film_id", sa.Integer(), nullable=False),
        sa.Column("shot_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("open", "rendered", "failed", name="takestate", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("engine", sa.String(), nullable=False),
        sa.Column("engine_version", sa.String(), nullable=False),
        sa.Column("request", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("inputs", sa.JSON(), nullable=False),
        sa.Column("recalled", sa.JSON(), nullable=False),
        sa.Column("left_out", sa.JSON(), nullable=False),
        sa.Column("skill", sa.String(), nullable=False),
        sa.Column("clip", sa.String(), nullable=True),
        sa.Column("sound", sa.String(), nullable=True),
        sa.Column("cues", sa.JSON(), nullable=False),
        sa.Column("measures", sa.JSON(), nullable=True),
        sa.Column("seconds", sa.Double(), nullable=True),
        sa.Column("reused_take_id", sa.Integer(), nullable=True),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rendered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["clip"], ["media.sha256"], name=op.f("fk_take_clip_media")),
        sa.ForeignKeyConstraint(
            ["film_id"], ["film.id"], name=op.f("fk_take_film_id_film"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["reused_take_id"], ["take.id"], name=op.f("fk_take_reused_take_id_take"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["shot_id"], ["shot.id"], name=op.f("fk_take_shot_id_shot"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["sound"], ["media.sha256"], name=op.f("fk_take_sound_media")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_take")),
        sa.UniqueConstraint("shot_id", "number", name=op.f("uq_take_shot_id_number")),
    )
    with op.batch_alter_table("take", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_take_digest"), ["digest"], unique=False)
        batch_op.create_index(batch_op.f("ix_take_film_id"), ["film_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_take_shot_id"), ["shot_id"], unique=False)

    op.create_table(
        "moment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("film_id", sa.Integer(), nullable=False),
        sa.Column("take_id", sa.Integer(), nullable=False),
        sa.Column("frame", sa.Integer(), nullable=False),
        sa.Column("first_frame", sa.Integer(), nullable=False),
        sa.Column("last_frame", sa.Integer(), nullable=False),
        sa.Column("audio_start", sa.Double(), nullable=False),
        sa.Column("audio_end", sa.Double(), nullable=False),
        sa.Column("energy", sa.Double(), nullable=False),
        sa.Column("still", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["film_id"], ["film.id"], name=op.f("fk_moment_film_id_film"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["still"], ["media.sha256"], name=op.f("fk_moment_still_media")),
        sa.ForeignKeyConstraint(
            ["take_id"], ["take.id"], name=op.f("fk_moment_take_id_take"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moment")),
        sa.UniqueConstraint("take_id", name=op.f("uq_moment_take_id")),
    )
    with op.batch_alter_table("moment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_moment_film_id"), ["film_id"], unique=False)

    op.create_table(
        "note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("film_id", sa.Integer(), nullable=False),
        sa.Column("take_id", sa.Integer(), nullable=False),
        sa.Column("frame", sa.Integer(), nullable=True),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column(
            "category",
            sa.Enum(
                "appearance",
                "action",
                "dialogue",
                "camera",
                "layout",
                "sync",
                name="notecategory",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resolved_take_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["film_id"], ["film.id"], name=op.f("fk_note_film_id_film"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["resolved_take_id"], ["take.id"], name=op.f("fk_note_resolved_take_id_take"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["take_id"], ["take.id"], name=op.f("fk_note_take_id_take"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    with op.batch_alter_table("note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_note_film_id"), ["film_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_note_take_id"), ["take_id"], unique=False)

    op.create_table(
        "slot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("film_id", sa.Integer(), nullable=False),
        sa.Column("take_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("fixed", "dynamic", "native", name="slotkind", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("source_take_id", sa.Integer(), nullable=True),
        sa.Column("source_card_id", sa.Integer(), nullable=True),
        sa.Column("character", sa.String(), nullable=False),
        sa.Column("frame", sa.Integer(), nullable=False),
        sa.Column("audio_start", sa.Double(), nullable=False),
        sa.Column("audio_end", sa.Double(), nullable=False),
        sa.Column("voiced", sa.Boolean(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(
                "character",
                "scene",
                "costume",
                "prop",
                "action flow",
                "narrative",
                "first or recent",
                name="reason",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["film_id"], ["film.id"], name=op.f("fk_slot_film_id_film"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["source_card_id"], ["card.id"], name=op.f("fk_slot_source_card_id_card"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["source_take_id"], ["take.id"], name=op.f("fk_slot_source_take_id_take"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["take_id"], ["take.id"], name=op.f("fk_slot_take_id_take"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slot")),
        sa.UniqueConstraint("take_id", "ordinal", name=op.f("uq_slot_take_id_ordinal")),
    )
    with op.batch_alter_table("slot", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_slot_film_id"), ["film_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_slot_source_take_id"), ["source_take_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_slot_take_id"), ["take_id"], unique=False)

    # A shot names its circled take and a take its shot, so one of the two comes after both tables.
    with op.batch_alter_table("shot", schema=None) as batch_op:
        batch_op.create_foreign_key("fk_shot_take_id_take", "take", ["take_id"], ["id"], ondelete="SET NULL")


def downgrade() -> None:
    with op.batch_alter_table("shot", schema=None) as batch_op:
        batch_op.drop_constraint("fk_shot_take_id_take", type_="foreignkey")

    with op.batch_alter_table("slot", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_slot_take_id"))
        batch_op.drop_index(batch_op.f("ix_slot_source_take_id"))
        batch_op.drop_index(batch_op.f("ix_slot_film_id"))

    op.drop_table("slot")
    with op.batch_alter_table("note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_note_take_id"))
        batch_op.drop_index(batch_op.f("ix_note_film_id"))

    op.drop_table("note")
    with op.batch_alter_table("moment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_moment_film_id"))

    op.drop_table("moment")
    with op.batch_alter_table("take", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_take_shot_id"))
        batch_op.drop_index(batch_op.f("ix_take_film_id"))
        batch_op.drop_index(batch_op.f("ix_take_digest"))

    op.drop_table("take")
    with op.batch_alter_table("embedding", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_embedding_shot_id"))
        batch_op.drop_index(batch_op.f("ix_embedding_film_id"))

    op.drop_table("embedding")
    with op.batch_alter_table("shot", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_shot_scene_id"))
        batch_op.drop_index("ix_shot_film_id_position")
        batch_op.drop_index(batch_op.f("ix_shot_film_id"))

    op.drop_table("shot")
    with op.batch_alter_table("card", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_card_film_id"))
        batch_op.drop_index(batch_op.f("ix_card_character_id"))

    op.drop_table("card")
    op.drop_table("beat")
    with op.batch_alter_table("turn", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_turn_film_id"))

    op.drop_table("turn")
    with op.batch_alter_table("story", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_story_film_id"))

    op.drop_table("story")
    with op.batch_alter_table("scene", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_scene_film_id"))

    op.drop_table("scene")
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_job_state"))
        batch_op.drop_index(batch_op.f("ix_job_film_id"))

    op.drop_table("job")
    with op.batch_alter_table("cut", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cut_film_id"))

    op.drop_table("cut")
    with op.batch_alter_table("character", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_character_film_id"))

    op.drop_table("character")
    op.drop_table("media")
    with op.batch_alter_table("journal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_journal_turn_id"))
        batch_op.drop_index(batch_op.f("ix_journal_film_id"))

    op.drop_table("journal")
    op.drop_table("film")
