# SPDX-License-Identifier: GPL-3.0-or-later
"""What a plan file says, read by SQLite alone: sound or not, its rows, its actions."""

import os
import sqlite3

# What differs from run to run although the same was done.
CLOCKS_AND_CHANCE = {
    'plan': {'uuid', 'salt', 'created'}, 'change': {'made_at'},
    'import_batch': {'imported_at'}, 'customer': {'hash'}, 'shelved_customer': {'hash'},
    'product': {'price_since'}, 'price_history': {'since'},
}
TIMES = {'created', 'approved', 'undone_at', 'redone_at'}


def connect(plan):
    return sqlite3.connect(f'file:{plan}?mode=rw', uri=True, isolation_level=None)


def check(plan):
    """Nothing is half done: neither pages nor indexes nor references. A hot journal is rolled back first; a
    cold one, which SQLite leaves where it could not begin it, is nothing."""
    db = connect(plan)
    try:
        assert db.execute('PRAGMA integrity_check').fetchall() == [('ok',)], f'{plan} is damaged'
        assert db.execute('PRAGMA foreign_key_check').fetchall() == [], f'{plan}: loose references'
    finally:
        db.close()


def rows(plan):
    """Every row of every table, without clocks and chance; None where there is no plan."""
    if not os.path.exists(plan):
        return None
    db = connect(plan)
    try:
        state = {}
        names = [name for name, in db.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
        for name in names:
            left_out = CLOCKS_AND_CHANCE.get(name, set()) | TIMES
            columns = [column[1] for column in db.execute(f'PRAGMA table_info ({name})')
                       if column[1] not in left_out]
            # A changeset holds the times of its rows.
            texts = ', '.join('length (data)' if (name, column) == ('change_piece', 'data')
                              else column for column in columns)
            order = ', '.join(str(place + 1) for place in range(len(columns)))
            state[name] = db.execute(f'SELECT {texts} FROM {name} ORDER BY {order}').fetchall()
        return state
    finally:
        db.close()


def actions(plan):
    """The names of what was done and not taken back, the oldest first."""
    db = connect(plan)
    try:
        return [what for what, in db.execute(
            "SELECT what FROM change WHERE state = 'done' ORDER BY id")]
    finally:
        db.close()
