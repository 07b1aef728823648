#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every file with a translatable string is listed in po/POTFILES, and nothing else is.

With --write the list is written instead of compared."""

import pathlib
import re
import sys

MARKS = re.compile(r'\b(_|N_|C_|NC_|ngettext|dngettext|dpgettext|g_dngettext|g_dpgettext2?) \(|'
                   r'translatable="yes"')


def main():
    source = pathlib.Path(sys.argv[1])
    listed = {line for line in (source / 'po' / 'POTFILES').read_text().splitlines()
              if line and not line.startswith('#')}
    marked = set()
    for path in list((source / 'src').rglob('*.[ch]')) + list((source / 'src').rglob('*.ui')):
        if MARKS.search(path.read_text(encoding='utf-8')):
            marked.add(str(path.relative_to(source)))
    for path in (source / 'data').glob('*.in'):
        marked.add(str(path.relative_to(source)))
    for path in (source / 'data').glob('*.gschema.xml'):
        marked.add(str(path.relative_to(source)))
    if '--write' in sys.argv:
        (source / 'po' / 'POTFILES').write_text('\n'.join(sorted(marked)) + '\n')
        return 0
    for path in sorted(marked - listed):
        print(f'{path} has strings but is not in po/POTFILES')
    for path in sorted(listed - marked):
        print(f'{path} is in po/POTFILES but has no strings')
    return 1 if marked != listed else 0


if __name__ == '__main__':
    sys.exit(main())
