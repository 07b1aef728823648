#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A scenario as pages to hand over: the paper says what the command line says."""

import pathlib
import re
import subprocess

from command import Folder, ask, fail, main


def read_pages(path):
    text = subprocess.run(['pdftotext', '-layout', str(path), '-'], check=True,
                          capture_output=True, text=True).stdout
    return text.split('\f')[:-1]


def sample():
    folder = Folder()
    plan = folder / 'suits.pannier'
    ask(folder, 'new', plan, '--sample', 'suits')
    return folder, plan


def expect_words(text, *words):
    for word in words:
        assert word in text, f'“{word}” does not stand in the report'


def figures_in(line):
    return [float(number.replace('−', '-')) for number in re.findall(r'[-−]?\d+(?:\.\d+)?', line)]


def same_numbers_as_the_simulation():
    folder, plan = sample()
    path = folder / 'report.pdf'
    report = ask(folder, 'report', plan, '--out', path)
    outcome = ask(folder, 'simulate', plan, '--scenario', 'Suit set')
    pages = read_pages(path)
    text = '\n'.join(pages)
    assert len(pages) == report['pages'], 'another number of pages than was told'
    assert report['data_hash'] == outcome['inputs_hash'], 'the report is of other inputs'
    for number, page in enumerate(pages, 1):
        expect_words(page, f'Page {number} of {len(pages)}', outcome['inputs_hash'][:12])
    shop = outcome['baseline']['store_aov']['value']
    assert shop == ask(folder, 'info', plan)['aov'], 'another order value than the overview tells'
    expect_words(text, 'Order value of these', 'Order value of the whole', 'Lifetime value',
                 'Single sales', 'Shipping per order')
    taken = figures_in(next(line for line in text.splitlines()
                            if line.strip().startswith('Take rate') and 'only' not in line
                            and len(figures_in(line)) == 3))
    assert taken[1] <= taken[0] <= taken[2], taken
    lines = {name: next(line for line in text.splitlines() if line.strip().startswith(name)
                        and len(figures_in(line)) >= 5)
             for name in ('Revenue', 'Contribution', 'Units')}
    for name, key in (('Revenue', 'revenue'), ('Contribution', 'contribution'),
                      ('Units', 'units')):
        shown = figures_in(lines[name])[:2]
        wanted = [float(outcome[side][key]['value']) for side in ('baseline', 'scenario')]
        for one, other in zip(shown, wanted):
            assert abs(one - other) < 0.51, f'{name}: {shown} on paper, {wanted} computed'


def same_numbers_as_the_sheet():
    folder, plan = sample()
    path = folder / 'report.pdf'
    ask(folder, 'report', plan, '--scenario', 'Suit set', '--out', path)
    sheet = ask(folder, 'info', plan, '--bundle', 'SUIT-SET')
    text = '\n'.join(read_pages(path))
    expect_words(text, sheet['name'], sheet['price'], 'Assumptions', 'Checks')
    for part in sheet['components']:
        line = next((line for line in text.splitlines()
                     if part['name'] in line and part['share'] in line), None)
        assert line is not None, f'no line of “{part["name"]}” with {part["share"]}'
        expect_words(line, part['list'], part['net'], part['margin'])
    names = {part['sku']: part['name'] for part in sheet['components']}
    for back in sheet['returns']:
        assert any(names[back['sku']] in line and back['refund'] in line
                   and back['contribution'] in line
                   for line in text.splitlines()), f'the return {back} is missing'
    expect_words(text, 'without “Cufflinks, silver knot” the bundle would earn as much or more')
    assert 'nothing to warn of' not in ' '.join(text.split()), 'a padded bundle is not warned of'


def a_price_that_cannot_be_sought_is_said():
    """Free shipping from a value on leaves the bundle without a band, not the shop without pages."""
    folder, plan = sample()
    name = ask(folder, 'info', plan)['scenario_names'][0]
    bundles = ask(folder, 'info', plan)['bundle_skus']
    document = {'pannier': 1, 'scenarios': [{'name': name, 'bundles': bundles, 'assumptions': [
        {'name': 'shipping charge', 'value': 4.9}, {'name': 'free shipping from', 'value': 100}]}]}
    assert ask(folder, 'apply', plan, folder.write('s.json', document))['problems'] == []
    assert ask(folder, 'report', plan, '--out', folder / 'r.pdf')['pages'] > 1
    values = ask(folder, 'simulate', plan, '--scenario', name, '--shoppers', '4096')['order_values']
    assert values['free_shipping_from'] == '100.00'


def same_bytes_on_any_number_of_threads():
    folder, plan = sample()
    files = [folder / 'one.pdf', folder / 'two.pdf']
    for path, threads in zip(files, ('1', '4')):
        ask(folder, '--threads', threads, 'report', plan, '--out', path)
    first, second = (pathlib.Path(path).read_bytes() for path in files)
    assert first == second, 'the same report is two files'


def wrong_questions_are_refused():
    folder, plan = sample()
    fail(folder, 'report', plan, status=2)
    assert '.pdf' in fail(folder, 'report', plan, '--out', folder / 'report.svg', status=2)
    fail(folder, 'report', plan, '--out', folder / 'no/report.pdf')
    assert 'None' in fail(folder, 'report', plan, '--scenario', 'None', '--out', folder / 'x.pdf')
    left = [path.name for path in folder.path.iterdir() if path.suffix in ('.pdf', '.svg')]
    assert not left, f'a refused report left {left}'


def checks_tell_of_offers_and_aims():
    """A pair for 48.00 and the jacket for 120.00 are 1.00 below the set."""
    folder, plan = sample()
    ask(folder, 'apply', plan, folder.write('pair.json', {
        'pannier': 1, 'bundles': [{'sku': 'PAIR', 'name': 'Pair', 'type': 'mixed', 'price': '48.00',
                                   'components': ['TIE-SILK', 'CUFF-SILVER']}],
        'scenarios': [{'name': 'Both', 'bundles': ['PAIR', 'SUIT-SET'],
                       'assumptions': [{'name': 'objective', 'value': 1}]}]}))
    for name, aim in (('Suit set', 'contribution'), ('Both', 'revenue')):
        outcome = ask(folder, 'simulate', plan, '--scenario', name)
        assert outcome['objective'] == aim, outcome['objective']
        ask(folder, 'report', plan, '--scenario', name, '--out', folder / 'checks.pdf')
        text = ' '.join(' '.join(read_pages(folder / 'checks.pdf')).split())
        assert f'judged by its {aim}' in text, text
        assert 'Lifetime value ' + outcome['baseline']['ltv']['value'] in text, text
        checks = text[text.index('Checks'):]
        assert 'SUIT-SET: The bundle costs 169.00' in checks, checks
        assert 'nothing to warn of' not in checks, checks


main([checks_tell_of_offers_and_aims, same_numbers_as_the_simulation, same_numbers_as_the_sheet,
      a_price_that_cannot_be_sought_is_said,
      same_bytes_on_any_number_of_threads, wrong_questions_are_refused])
