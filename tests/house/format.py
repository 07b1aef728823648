#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The format of a C file is what the formatter prints."""

import pathlib
import subprocess
import sys


def main():
    source, formatter = pathlib.Path(sys.argv[1]), sys.argv[2]
    files = sorted(str(path) for folder in ('src', 'tests')
                   for path in (source / folder).rglob('*.[ch]'))
    result = subprocess.run([formatter, '--dry-run', '-Werror', '--ferror-limit=1', *files],
                            capture_output=True, text=True)
    print(result.stderr[:8000])
    print(f'{len(files)} files compared')
    return result.returncode if files else 1


if __name__ == '__main__':
    sys.exit(main())
