"""`wikibattle`: parse, show, check, convert, dump, fetch, schema.

Exit status: 0 all inputs were read, 1 some input failed (`check`: or has errors), 2 wrong usage.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import wikibattle
from wikibattle.cli.check import add_options as check_options
from wikibattle.cli.check import check as run_check
from wikibattle.cli.convert import add_options as convert_options
from wikibattle.cli.convert import convert as run_convert
from wikibattle.cli.dump import add_options as dump_options
from wikibattle.cli.dump import dump as run_dump
from wikibattle.cli.fetch import add_options as fetch_options
from wikibattle.cli.fetch import fetch as run_fetch
from wikibattle.cli.output import FAILED, open_output, settle_output
from wikibattle.cli.output import add_options as output_options

ALL_READ, SOME_FAILED = 0, 1  # argparse itself exits with 2 on wrong usage
_INTERRUPTED = 130  # 128 + SIGINT, as shells report it

_EPILOG = """examples:
  wikibattle parse article.wikitext --lang zh --pretty
  wikibattle parse articles/ -o battles.jsonl
  wikibattle parse articles/ -o battles.sqlite
  wikibattle show article.wikitext
  wikibattle check article.wikitext --severity warning
  wikibattle dump zhwiki-latest-pages-articles-multistream.xml.bz2 -o battles.jsonl
  wikibattle fetch zh:南泉战役 "en:Battle of Jutland" -o battles.jsonl
  wikibattle convert battles.jsonl -o battles.geojson
  wikibattle schema > battle.schema.json
"""


def run() -> NoReturn:
    """The entry point of the `wikibattle` command."""
    try:
        status = main()
        status = _flushed(status)
    except KeyboardInterrupt:
        status = _INTERRUPTED
    except BrokenPipeError:  # the reader of a pipe has gone: nothing more is wanted
        _drop_output()
        status = ALL_READ
    sys.exit(status)


def _flushed(status: int) -> int:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _drop_output()
        if status == ALL_READ:  # else it was said already
            print(f"wikibattle: standard output: {error.strerror}", file=sys.stderr)  # noqa: T201 (as it says)
            return SOME_FAILED
    return status


def _drop_output() -> None:
    """What is still to be printed goes nowhere: Python itself would try again, and fail, at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit status (argparse exits with 2 on wrong usage)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.command == "schema":
        from wikibattle.output.json import schema_text

        print(schema_text(), end="")  # noqa: T201 (what the command is for)
        return ALL_READ
    if options.command == "dump":
        _check_language(parser, options)
        return run_dump(options)
    if options.command == "convert":
        settle_output(parser, options)
        return run_convert(options)
    if options.command == "fetch":
        _check_language(parser, options)
        settle_output(parser, options)
        return run_fetch(parser, options)
    _check(parser, options)
    if options.command == "check":
        return run_check(options)
    return _parse(options) if options.command == "parse" else _show(options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="wikibattle",
        description="Reads the wikitext of battle articles into typed, sourced battles.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"wikibattle {wikibattle.__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    parse = commands.add_parser("parse", help="print battles as JSON")
    output_options(parse)
    show = commands.add_parser("show", help="show battles in the terminal")
    check = commands.add_parser(
        "check", help="print what is wrong in articles: file:line:column code message"
    )
    check_options(check)
    for command in (parse, show, check):
        command.add_argument(
            "inputs",
            nargs="+",
            metavar="FILE",
            help='a file of wikitext, a folder of them, or "-" for standard input;'
            " parse and show: a snapshot of Wikimedia Enterprise too (.ndjson, .tar.gz)",
        )
        command.add_argument("--lang", help="language code; without it, told from the text")
        command.add_argument("--title", help="the page's title, for one input; without it, the file's name")
    fetch_options(commands.add_parser("fetch", help="read battles from Wikipedia or another MediaWiki"))
    dump_options(commands.add_parser("dump", help="write the battles of a MediaWiki dump"))
    convert_options(commands.add_parser("convert", help="write battles from JSON Lines in another format"))
    commands.add_parser("schema", help="print the JSON Schema of a battle")
    return parser


def _check(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """Wrong usage that argparse cannot see."""
    _check_language(parser, options)
    if options.title is not None and _several(options.inputs):
        parser.error("--title names one page: give one file with it")
    if options.command == "parse":
        settle_output(parser, options)


def _several(inputs: Sequence[str]) -> bool:
    from wikibattle.sources.enterprise import is_snapshot

    return len(inputs) > 1 or os.path.isdir(inputs[0]) or is_snapshot(inputs[0])


def _check_language(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    if options.lang is not None and options.lang not in wikibattle.known_languages():
        known = ", ".join(wikibattle.known_languages())
        parser.error(f"unknown language {options.lang!r}: expected one of {known}")


def _parse(options: argparse.Namespace) -> int:
    from wikibattle.bulk.local import parse_sources
    from wikibattle.output.writer import OutputError
    from wikibattle.sources.files import SourceError, find_sources

    status = ALL_READ
    try:
        with open_output(options, array=_several(options.inputs)) as writer:
            for outcome in parse_sources(
                find_sources(options.inputs), lang=options.lang, title=options.title
            ):
                if isinstance(outcome, SourceError):
                    status = _report(outcome)
                else:
                    writer.write(outcome[1])
    except OutputError as error:
        _report(error)
        return FAILED
    return status


def _show(options: argparse.Namespace) -> int:
    from wikibattle.bulk.local import parse_sources
    from wikibattle.output.terminal import show
    from wikibattle.sources.files import SourceError, find_sources

    status = ALL_READ
    for outcome in parse_sources(find_sources(options.inputs), lang=options.lang, title=options.title):
        if isinstance(outcome, SourceError):
            status = _report(outcome)
        else:
            show(outcome[1], sys.stdout)
    return status


def _report(error: Exception) -> int:
    print(f"wikibattle: {error}", file=sys.stderr)  # noqa: T201 (what standard error is for)
    return SOME_FAILED
