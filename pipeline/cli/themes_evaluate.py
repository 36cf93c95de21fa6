"""`leitmotiv themes evaluate`: how often the theme engine is right, and how well it knows that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.context import Number, Standing, echo_json, json_option, say
from pipeline.cli.tables import show_table
from pipeline.cli.terminal import printable

if TYPE_CHECKING:  # numpy waits until the command runs
    from pipeline.runs.evaluate import Evaluated
    from pipeline.themes.evaluation import Evaluation


@click.command()
@click.option("--themes", "themes", type=click.Path(), metavar="T.toml", help="[default: the workspace's themes]")
@click.option("--labels", multiple=True, type=click.Path(), metavar="TRAIN.tsv", help="Learn from these; repeatable.")
@click.option("--pairs", type=click.Path(), metavar="PAIRS.tsv", help="Translations, a column a language.")
@click.option("--test", type=click.Path(), metavar="TEST.tsv", help="Answer for these.")
@click.option(
    "--precision",
    type=Number(0, 1),
    default=0.9,
    show_default=True,
    help="Say how many answers are that often right.",
)
@json_option
@click.pass_context
def evaluate(
    ctx: click.Context, /, labels: tuple[str, ...], precision: float, as_json: bool, **files: str | None
) -> None:
    """Say how often tags are right, and how sure they are.

    Tables have the columns text, lang and theme. Without --test the labels are tested on each other, and without
    --labels either, the posts that have themes set by hand. With tables and --themes no workspace is needed.
    """
    from pipeline.runs import evaluate as run
    from pipeline.runs import semantic

    folder = ctx.ensure_object(Standing).folder
    themes, pairs, test = files["themes"], files["pairs"], files["test"]
    if pairs and not labels and not test:
        raise click.UsageError("--pairs needs --labels or --test; a workspace brings its own translations")
    if labels or test:
        found = run.of_tables(run.catalogue(themes, folder), labels, pairs, test, precision)
    else:
        found = run.of_workspace(folder, run.catalogue(themes, folder) if themes else None, precision)
    if as_json:
        echo_json(_as_json(found))
    else:
        _show(found.evaluation)
    if not semantic.is_installed():
        say(semantic.MISSING)
    say(_summary(found))


def _as_json(found: Evaluated) -> dict[str, Any]:
    one = found.evaluation
    return {
        "n": one.n,
        "accuracy": one.accuracy,
        "macro_f1": one.macro_f1,
        "coverage": one.coverage,
        "calibration_error": one.calibration_error,
        "themes": {
            theme: {"precision": of.precision, "recall": of.recall, "f1": of.f1, "n": of.n}
            for theme, of in one.themes.items()
        },
        "confusion": one.confusion,
        "ms_per_post": found.ms_per_post,
        "reliability": [
            {"n": bin_.count, "probability": bin_.probability, "right": bin_.right} for bin_ in one.reliability
        ],
        "at_precision": {
            "precision": one.cut.precision,
            "coverage": one.cut.coverage,
            "probability": one.cut.probability,
        },
    }


def _show(found: Evaluation) -> None:
    rows = []
    for theme, of in sorted(found.themes.items(), key=lambda one: (one[1].f1, one[0])):
        wrong = {answer: count for answer, count in found.confusion[theme].items() if answer != theme}
        often = sorted(wrong.items(), key=lambda one: (-one[1], one[0]))[:3]
        taken = ", ".join(f"{answer} {count}" for answer, count in often)
        answered = any(row.get(theme) for row in found.confusion.values())
        precision, recall = _percent(of.precision) if answered else "", _percent(of.recall) if of.n else ""
        rows.append((theme, of.n, precision, recall, _percent(of.f1) if answered or of.n else "", taken))
    show_table(("theme", "texts", "precision", "recall", "F1", "taken for"), rows)
    if not found.reliability:
        return
    show_table(
        ("answers that were", "texts", "were right"),
        [(f"{_percent(bin_.probability)} sure", bin_.count, _percent(bin_.right)) for bin_ in found.reliability],
    )


def _summary(found: Evaluated) -> str:
    one = found.evaluation
    said = f"{_percent(one.accuracy)} right of {printable(found.how)}; macro F1 {_percent(one.macro_f1)}; "
    said += f"{_percent(one.coverage)} were given a theme; calibration error {one.calibration_error:.3f}; "
    said += f"{found.ms_per_post:.1f} ms a text. "
    if one.cut.probability is None:
        return f"{said}No part of the answers is right in {_percent(one.cut.precision)} of cases"
    return (
        f"{said}Answers at least {_percent(one.cut.probability)} sure make {_percent(one.cut.coverage)} of all, "
        f"and {_percent(one.cut.precision)} of them or more are right"
    )


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"
