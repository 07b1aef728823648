#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the map of the house: who may include whom, inside the project and outside of it."""

import pathlib
import re
import subprocess
import sys

# room -> (rooms it may include, outside headers it may include beyond GLib and the C library)
MAP = {
    'base': ((), ()),
    'model': (('base',), ()),
    'store': (('model', 'base'), ('sqlite3.h',)),
    'mining': (('model', 'base'), ('igraph', 'gsl/')),
    'economy': (('model', 'base'), ('gsl/', 'glpk.h')),
    'drawing': (('model', 'base'), ('cairo', 'pango', 'igraph')),
    'exchange': (('model', 'base', 'drawing'),
                 ('csv.h', 'json-glib/', 'xlsxwriter.h', 'libpq', 'sql.h', 'sqlext.h',
                  'uchardet', 'archive', 'libxml/')),
    'plan': (('store', 'mining', 'economy', 'drawing', 'exchange', 'model', 'base'), ()),
    'ui': (('plan', 'model', 'drawing', 'economy', 'exchange', 'base'),
           ('gtk/', 'adwaita.h', 'cairo', 'pango')),
    'cli': (('plan', 'model', 'economy', 'exchange', 'drawing', 'base'), ()),
}

# symbols of a library -> rooms whose archive may leave them undefined
SYMBOLS = {
    r'(gtk|gdk|gsk|adw)_': {'ui'},
    r'sqlite3(session|changeset)?_': {'store'},
    r'glp_': {'economy'},
    r'gsl_': {'economy', 'mining'},
    r'igraph_': {'mining', 'drawing'},
    r'(cairo|pango)_': {'drawing', 'ui'},
    r'json_': {'exchange'},
    r'csv_(init|parse|fini|free)': {'exchange'},
    r'uchardet_': {'exchange'},
}

PLAIN = re.compile(r'(glib|gio|gmodule)[-/\w]*(\.h)|config\.h|'
                   r'(assert|complex|ctype|dirent|errno|fcntl|fenv|float|inttypes|langinfo|limits|locale|malloc|math|'
                   r'pwd|setjmp|signal|stdarg|stdatomic|stdbool|stddef|stdint|stdio|stdlib|string|'
                   r'strings|termios|time|unistd|immintrin)\.h|sys/\w+\.h|glib/.*|gio/.*|libintl\.h')
# What a room is made of; code under another suffix would not be read here.
SUFFIXES = {'.c', '.h', '.ui', '.css', '.xml', '.build', '.sql', '.svg', '.json', '.ini'}
TOP_LEVEL = {'src', 'data', 'po', 'tests', 'meson.build', 'README.md', 'COPYING',
             'meson_options.txt', 'dev'}


def includes(path):
    for line in path.read_text(encoding='utf-8').splitlines():
        directive = re.match(r'\s*#\s*include(.*)', line)
        if directive:
            plain = re.match(r'\s*[<"]([^>"]+)[>"]', directive.group(1))
            yield plain.group(1) if plain else line.strip()


def check_file(path, room, faults):
    rooms, outside = MAP[room]
    lines = path.read_text(encoding='utf-8').splitlines()
    if not lines or 'SPDX-License-Identifier: GPL-3.0-or-later' not in lines[0]:
        faults.append(f'{path}: the first line is not the licence')
    elif len(lines) < 2 or not lines[1].startswith('/* '):
        faults.append(f'{path}: the second line does not say what the file is for')
    for header in includes(path):
        home = header.split('/')[0]
        if home in MAP:
            if home != room and home not in rooms:
                faults.append(f'{path}: {room}/ must not know {home}/ ({header})')
            elif home != room and header.endswith('-private.h'):
                faults.append(f'{path}: {header} is private to {home}/')
        elif re.fullmatch(r'pnr-[\w-]+-resources\.h', header):
            continue  # made by the build from files of the same room
        elif not PLAIN.fullmatch(header) and not any(header.startswith(name) for name in outside):
            faults.append(f'{path}: {room}/ must not use {header}')


def check_symbols(archive, room, faults):
    listing = subprocess.run(['nm', '--undefined-only', archive], capture_output=True, text=True,
                             check=True).stdout
    for line in listing.splitlines():
        symbol = line.split()[-1] if line.split() else ''
        for pattern, rooms in SYMBOLS.items():
            if re.match(pattern, symbol) and room not in rooms:
                faults.append(f'{archive}: {room}/ must not call {symbol}')


def main():
    source, build = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    faults = []
    n_files = 0
    for room in MAP:
        for path in sorted((source / 'src' / room).rglob('*.[ch]')):
            check_file(path, room, faults)
            n_files += 1
        for path in sorted((source / 'src' / room).rglob('*')):
            if path.is_file() and path.suffix not in SUFFIXES:
                faults.append(f'{path}: no file of its kind belongs into a room')
        for archive in (build / 'src' / room).glob('lib*.a'):
            check_symbols(archive, room, faults)
    for folder in (source / 'src').iterdir():
        if folder.is_dir() and folder.name not in MAP:
            faults.append(f'{folder}: not on the map')
    tracked = subprocess.run(['git', 'ls-files'], cwd=source, capture_output=True, text=True)
    for name in {line.split('/')[0] for line in tracked.stdout.splitlines()}:
        if name not in TOP_LEVEL and not name.startswith('.'):
            faults.append(f'{name}: does not belong on the top level')
    for fault in faults:
        print(fault)
    print(f'{n_files} files read, {len(faults)} faults')
    return 1 if faults or n_files == 0 else 0


if __name__ == '__main__':
    sys.exit(main())
