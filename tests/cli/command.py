# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the command line for the tests beside this file and reads what it prints."""

import gzip
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import traceback

CLI = sys.argv[1]
DATA = pathlib.Path(os.environ.get('PANNIER_DATA', '/nonexistent'))

# What a scenario assumes that is to show its bundles alone.
BUNDLES_ALONE = [{'name': f'{place} exposure', 'value': 0} for place in ('product page', 'cart')]


class Folder:
    """A temporary folder with a plan's files in it and state of its own."""

    def __init__(self):
        self._folder = tempfile.TemporaryDirectory(prefix='pannier-test-')
        self.path = pathlib.Path(self._folder.name)

    def __truediv__(self, name):
        return str(self.path / name)

    def write(self, name, content):
        path = self.path / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        elif isinstance(content, str):
            path.write_text(content, encoding='utf-8')
        else:
            path.write_text(json.dumps(content), encoding='utf-8')
        return str(path)

    def unpack(self, name):
        """A real data file, uncompressed."""
        return self.write(name, gzip.decompress((DATA / (name + '.gz')).read_bytes()))

    def environment(self):
        return dict(os.environ, HOME=str(self.path), XDG_STATE_HOME=str(self.path / 'state'),
                    XDG_DATA_HOME=str(self.path / 'data'), PANNIER_AUTHOR='tester')


def run(folder, *words, status=0, timeout=200):
    result = subprocess.run([CLI, *map(str, words)], capture_output=True, text=True,
                            env=folder.environment(), timeout=timeout)
    assert result.returncode == status, \
        f'{words}: exit status {result.returncode}, not {status}\n{result.stderr}'
    return result


def ask(folder, *words, status=0):
    """The JSON document a verb prints; nothing else may be on standard output."""
    return json.loads(run(folder, '--json', *words, status=status).stdout)


def fail(folder, *words, status=1):
    """The one sentence a failing verb prints."""
    result = run(folder, '--json', *words, status=status)
    assert result.stdout == '', f'{words} printed {result.stdout[:200]} although it failed'
    sentence = result.stderr.strip()
    assert sentence and '\n' not in sentence, f'{words}: not one sentence: {sentence!r}'
    return sentence


def main(tests):
    print(f'1..{len(tests)}')
    failed = 0
    for number, test in enumerate(tests, 1):
        start = time.monotonic()
        try:
            test()
            print(f'ok {number} {test.__name__} # {time.monotonic() - start:.1f} s')
        except Exception as fault:  # a test's fault must not hide the next test's
            failed += 1
            print(f'not ok {number} {test.__name__}')
            place = traceback.extract_tb(fault.__traceback__)[-1 if not str(fault) else 1]
            print(f'# line {place.lineno}: {place.line}')
            print('# ' + f'{type(fault).__name__}: {fault}'.replace('\n', '\n# '))
        sys.stdout.flush()
    sys.exit(1 if failed else 0)
