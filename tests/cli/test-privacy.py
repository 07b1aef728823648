#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Customers stay customers and never become names: no plan file holds what their orders said."""

import csv
import io
import pathlib

from command import Folder, ask, fail, main, run

N = 1000
FIRST = 'Anneliese Bartholomew Chrysanthe Dagoberta Ephraimius Fridolina Gwendolyna Hildebrant'.split()
LAST = 'Abendroth Brinkmeier Castellani Dombrowski Eberwein Fitzgibbon Grabowsky Hollenstein'.split()


def letters(number):
    """Four letters that no other number has."""
    word = ''
    for _ in range(4):
        word += chr(ord('a') + number % 26)
        number //= 26
    return word


def people():
    """A thousand people whose names and addresses occur nowhere else."""
    for n in range(N):
        name = f'{FIRST[n % 8]} {LAST[n // 8 % 8]}{letters(n * 7919)}'
        yield name, f'{name.replace(" ", ".").lower()}@mail{n}.example', f'+49 89 7{n:06}'


def table(rows):
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def shopify():
    return table([{
        'Name': f'#{2000 + n}', 'Email': mail, 'Financial Status': 'paid', 'Currency': 'EUR',
        'Created at': '2026-09-01 10:12:44 +0200', 'Lineitem quantity': 1,
        'Lineitem name': 'Trail shoe', 'Lineitem price': '79.90', 'Lineitem sku': 'SHOE-1',
        'Billing Name': name, 'Billing Street': f'{name} street', 'Billing Phone': phone,
        'Shipping Name': name, 'Notes': f'Please ring at {name}', 'Id': str(9000 + n)}
        for n, (name, mail, phone) in enumerate(people())])


def woocommerce():
    return table([{
        'Order ID': 5000 + n, 'Order Date': '2026-09-01', 'Billing Email': mail,
        'Customer name': name, 'Billing Phone': phone, 'Product SKU': 'SOCK-1',
        'Product Name': 'Wool socks', 'Quantity': 2, 'Price': '14.50'}
        for n, (name, mail, phone) in enumerate(people())])


def shifted():
    """Rows that a careless program wrote without quotes: every value stands in a wrong column."""
    lines = ['order,date,sku,qty,price,email', 'good,2026-09-01,SOCK-1,1,9.00,']
    for n, (name, mail, phone) in enumerate(people()):
        lines.append(f's{n},2026-09-01,SOCK-1,{name if n % 2 else mail},9.00,{name}')
        lines.append(f't{n},{phone if n % 2 else name},SOCK-1,1,9.00,{mail}')
    return '\n'.join(lines) + '\n'


def in_numbers_and_offers():
    """Shops that number orders by who ordered, and offers that were made to one person."""
    folder = Folder()
    plan = folder / 'plan.pannier'
    run(folder, '--quiet', 'new', plan)
    lines = ['order,date,sku,item name,qty,price,promotion,channel']
    for n, (_, mail, _) in enumerate(people()):
        for sku in ('SOCK-1', 'SHOE-1'):
            lines.append(f'{mail}/{n},2026-09-01,{sku},Gift card for {mail},1,9.00,SPRING for {mail},mail {mail}')
    lines.append('plain-1,2026-09-01,SOCK-1,Gift card,1,9.00,2 @ 5.00,web')
    file = folder.write('people.csv', '\n'.join(lines) + '\n')
    report = ask(folder, 'import', plan, file, '--as', 'orders')
    assert any(problem['code'] == 'names-customer' for problem in report['problems'])
    notes = [problem for problem in report['problems'] if problem['code'] == 'order-address']
    assert len(notes) == 1 and not notes[0]['rejected'], report['problems']
    info = ask(folder, 'info', plan)
    assert info['orders'] == N + 1 and info['order_lines'] == 2 * N + 1, info
    again = ask(folder, 'import', plan, file, '--as', 'orders')
    assert again['rows_imported'] == 0 and again['orders_new'] == 0, again
    found = find_people(folder)
    assert not found, f'{len(found)} traces of people, such as {found[:2]}'
    stored = pathlib.Path(plan).read_bytes()
    assert b'Gift card for' in stored and b'SPRING for' in stored and b'2 @ 5.00' in stored and b'plain-1' in stored


def in_the_words_of_the_row():
    """Names without an address, in numbers, offers, channels and names of products: the row knows whose."""
    folder = Folder()
    plan = folder / 'plan.pannier'
    run(folder, '--quiet', 'new', plan)
    first = next(people())[0]
    file = folder.write(f'orders of {first}.csv', table([{
        'order': f'{name.upper()} {n}', 'date': '2026-09-01', 'sku': sku, 'item name': f'Ring for {name}',
        'qty': 1, 'price': '9.00', 'promotion': f'SPRING {name}', 'channel': f'visit of {name}',
        'billing name': name, 'email': mail}
        for n, (name, mail, _) in enumerate(people()) for sku in ('RING-1', 'RING-2')]))
    report = ask(folder, 'import', plan, file, '--as', 'orders')
    codes = [problem['code'] for problem in report['problems']]
    assert codes.count('order-address') == 1 and codes.count('file-name') == 1, set(codes)
    assert codes.count('names-customer') > 100 and report['rows_rejected'] == 0, set(codes)
    assert not any(first in problem['message'] for problem in report['problems'])
    info = ask(folder, 'info', plan)
    assert info['orders'] == N and info['order_lines'] == 2 * N, info
    again = ask(folder, 'import', plan, file, '--as', 'orders')
    assert again['orders_new'] == 0 and again['rows_imported'] == 0, again
    run(folder, '--quiet', 'undo', plan)
    run(folder, '--quiet', 'redo', plan)
    found = find_people(folder)
    assert not found, f'{len(found)} traces of people, such as {found[:2]}'
    stored = pathlib.Path(plan).read_bytes()
    assert b'SPRING' in stored and b'visit of' in stored and b'Ring for' in stored


def in_two_files():
    """Whose an order is stands in one file, what was in it in another."""
    folder = Folder()
    plan = folder / 'plan.pannier'
    run(folder, '--quiet', 'new', plan)
    everybody = list(people())[:200]
    heads = folder.write('heads.csv', table([{
        'order': f'{name}/{n}', 'date': '2026-09-01', 'customer name': name}
        for n, (name, _, _) in enumerate(everybody)]))
    lines = folder.write('lines.csv', table([{
        'order': f'{name}/{n}', 'sku': 'SOCK-1', 'qty': 1, 'price': '9.00'}
        for n, (name, _, _) in enumerate(everybody)]))
    report = ask(folder, 'import', plan, heads, lines)
    info = ask(folder, 'info', plan)
    assert info['orders'] == 200 and info['order_lines'] == 200, (info, report)
    found = find_people(folder)
    assert not found, f'{len(found)} traces of people, such as {found[:2]}'


def with_and_without_names():
    """The column that tells who ordered comes and goes: an order is one order, whatever its file tells."""
    rows = [{'order': f'{name.split()[1]} {n}', 'date': '2026-01-11', 'sku': f'S{n % 9}', 'qty': 1,
             'price': '10.00', 'last name': name.split()[1]} for n, (name, _, _) in enumerate(people())]
    told = table(rows)
    untold = table([{key: value for key, value in row.items() if key != 'last name'} for row in rows])
    heads = table([{'order': row['order'], 'date': row['date'], 'customer name': row['last name'] + ', Anna'}
                   for row in rows])
    for contents in ([told, untold, told], [untold, told, untold], [untold, heads, told, untold]):
        folder = Folder()
        plan = folder / 'plan.pannier'
        run(folder, '--quiet', 'new', plan)
        n_told = 0
        for n, content in enumerate(contents):
            report = ask(folder, 'import', plan, folder.write(f'{n}.csv', content), '--as', 'orders')
            assert report['orders_new'] == (N if n == 0 else 0), (n, report)
            codes = [problem['code'] for problem in report['problems']]
            assert codes.count('old-snapshots') == (1 if n == 1 and contents[0] == untold else 0), codes
            sales = ask(folder, 'info', plan)
            assert sales['orders'] == N and sales['revenue'] == f'{N * 10}.00', sales
            n_told += content != untold
            names = {name.split()[1].lower().encode() for name, _, _ in people()}
            stored = pathlib.Path(plan).read_bytes().lower()
            assert any(name in stored for name in names) == (n_told == 0), (n, 'names are in the plan')
        run(folder, '--quiet', 'undo', plan)
        stored = pathlib.Path(plan).read_bytes().lower()
        assert not any(name in stored for name in names), 'undo brought names back'
        run(folder, '--quiet', 'redo', plan)
        assert ask(folder, 'info', plan)['orders'] == N


def in_snapshots_until_removed():
    """A snapshot of before the plan knew who a number names stays as it was until it is removed."""
    folder = Folder()
    plan = folder / 'plan.pannier'
    run(folder, '--quiet', 'new', plan)
    name = next(people())[0]
    for n, more in enumerate(({}, {'billing name': name})):
        file = folder.write(f'{n}.csv', table([{**order_row(f'{name} 7'), **more}]))
        run(folder, '--quiet', 'import', plan, file, '--as', 'orders')
    listed = ask(folder, 'snapshots', plan)['snapshots']
    assert any(name != 'plan.pannier' for name, _ in find_people(folder)), 'no snapshot holds a name'
    assert 'no time' in fail(folder, 'snapshots', plan, '--remove-before', 'yesterday')
    assert ask(folder, 'snapshots', plan, '--remove-before', listed[-1]['taken'])['removed'] == 0
    left = ask(folder, 'snapshots', plan, '--remove-before', 'now')
    assert left['removed'] == len(listed) > 0 and left['snapshots'] == [], left
    assert not find_people(folder)
    run(folder, '--quiet', 'undo', plan, 2)


def in_names_of_products_of_before():
    """A file without customers brought their names as products': the next one tells, and what to do."""
    folder = Folder()
    plan = folder / 'plan.pannier'
    run(folder, '--quiet', 'new', plan)
    rows = [order_row(n, **{'sku': f'R{n}', 'item name': f'Ring for {name}', 'promotion': f'FOR {name}'})
            for n, (name, _, _) in enumerate(people())]
    told = folder.write('1.csv', table([{**row, 'billing name': name}
                                        for row, (name, _, _) in zip(rows, people())]))
    untold = folder.write('0.csv', table(rows))

    def codes(file):
        return [problem['code'] for problem in ask(folder, 'import', plan, file, '--as', 'orders')['problems']]

    assert codes(untold) == [] and codes(told).count('old-product-names') == 1
    run(folder, '--quiet', 'undo', plan)
    assert 'old-product-names' not in codes(told)
    run(folder, '--quiet', 'snapshots', plan, '--remove-before', 'now')
    assert 'old-product-names' not in codes(told)
    found = find_people(folder)
    assert not found, f'{len(found)} traces of people, such as {found[:2]}'


def in_skus_of_before():
    """The same of SKUs: what they were cut to is another product, so that the old one must go."""
    folder = Folder()
    plan = folder / 'plan.pannier'
    run(folder, '--quiet', 'new', plan)
    name = next(people())[0]
    row = order_row(1, sku=f'MUG-{name.upper()}')
    for more, told in (({}, 0), ({'billing name': name}, 1)):
        file = folder.write('orders.csv', table([{**row, 'order': f'o{told}', **more}]))
        problems = ask(folder, 'import', plan, file, '--as', 'orders')['problems']
        assert [problem['code'] for problem in problems].count('old-product-names') == told, problems


def nothing_between_rows():
    """What rows leave where they stood, when they move to other pages, is overwritten."""
    folder = Folder()
    plan = folder / 'plan.pannier'
    run(folder, '--quiet', 'new', plan)
    rows = [order_row(f'{name} {n}') for n, (name, _, _) in enumerate(people())]
    ask(folder, 'import', plan, folder.write('0.csv', table(rows)), '--as', 'orders')
    told = [{**row, 'billing name': name} for row, (name, _, _) in zip(rows, people())]
    ask(folder, 'import', plan, folder.write('1.csv', table(told)), '--as', 'orders')
    run(folder, '--quiet', 'undo', plan, 2)
    run(folder, '--quiet', 'redo', plan, 2)
    stored = pathlib.Path(plan).read_bytes()
    n_gaps = 0
    for start in range(0, len(stored), 4096):
        page = stored[start:start + 4096]
        head = 100 if start == 0 else 0
        if page[head] not in (2, 5, 10, 13):
            continue
        n_rows, end = (int.from_bytes(page[head + at:head + at + 2], 'big') for at in (3, 5))
        gap = page[head + (12 if page[head] < 10 else 8) + 2 * n_rows:end]
        assert not any(gap), f'page {start // 4096 + 1} still holds {bytes(gap).strip(bytes(1))[:200]}'
        n_gaps += len(gap) > 0
    assert n_gaps > 20, n_gaps


def order_row(n, **more):
    return {'order': f'{n}', 'date': '2026-09-01', 'sku': 'S1', 'item name': 'Ring', 'qty': 1, 'price': '9.00', **more}


def in_other_words():
    """The same people written in another way in the number, the product and the offer of their order."""
    whole = 'billing name'
    shapes = {
        'comma': lambda n, f, l: order_row(n, **{'item name': f'Ring for {f} {l}', whole: f'{l}, {f}'}),
        'number': lambda n, f, l: {**order_row(n), 'order': f'{f} {l} {n}', whole: f'{l}, {f}'},
        'capitals': lambda n, f, l: {**order_row(n), 'order': f'{f} {l}é {n}'.upper(), whole: f'{f} {l}é'},
        'joined': lambda n, f, l: {**order_row(n), 'order': f'{f}{l}{n}', 'first name': f, 'last name': l},
        'sku': lambda n, f, l: order_row(n, **{'sku': f'{f} {l}', whole: f'{f} {l}'}),
        'offer': lambda n, f, l: order_row(n, promotion=f'WELCOME-{f.upper()}-{l.upper()}', **{whole: f'{f} {l}'}),
        'firm': lambda n, f, l: order_row(n, promotion=f'WELCOME {l} {f} GmbH', **{'billing company': f'{l} {f} GmbH'}),
    }
    for shape, row in shapes.items():
        report, stored = import_kept(table([row(n, *name.split()) for n, (name, _, _) in enumerate(people())]))
        assert report['orders_new'] == N and report['rows_rejected'] == 0, (shape, report)
        assert b'Ring' in stored and (shape not in ('offer', 'firm') or b'WELCOME' in stored), shape


def in_other_languages():
    """Headers in the languages whose products are understood."""
    headers = {
        'fr': 'commande,date,référence,désignation,quantité,prix,nom du client',
        'it': 'numero ordine,data,codice articolo,descrizione,quantità,prezzo,cliente',
        'nl': 'ordernummer,datum,artikelcode,product,aantal,prijs,klantnaam',
        'es': 'pedido,fecha,referencia,producto,cantidad,precio,nombre',
        'de': 'bestellnummer,datum,artikelnummer,bezeichnung,menge,preis,name',
        'de 2': 'bestellnummer,datum,artikelnummer,bezeichnung,menge,preis,rechnungsempfänger',
        'en': 'order number,date,sku,item name,quantity,price,ordered by'}
    for language, line in headers.items():
        cells = (dict(zip(line.split(','), (1000 + n, '2026-09-01', f'R{n}', f'Ring engraved “{name}”', 1,
                                            '9.00', name)))
                 for n, (name, _, _) in enumerate(people()))
        report, stored = import_kept(table(list(cells)))
        assert report['orders_new'] == N and report['rows_imported'] == N, (language, report)
        assert b'Ring engraved' in stored, language


def but_products_stay():
    """A name of a column without another is the product's, and a given name in a product's is nobody."""
    folder = Folder()
    plan = folder / 'plan.pannier'
    run(folder, '--quiet', 'new', plan)
    rows = [{'bestellnummer': n, 'datum': '2026-09-01', 'artikelnummer': f'T{n}', 'menge': 1, 'preis': '9.00',
             'name': name, 'vorname': 'Anna', 'nachname': 'Brown'}
            for n, name in enumerate(["Anna's choice tea", 'Earl Grey', 'Annabelle mug'])]
    report = ask(folder, 'import', plan, folder.write('tea.csv', table(rows)), '--as', 'orders')
    assert report['rows_imported'] == 3 and report['problems'] == [], report
    stored = pathlib.Path(plan).read_bytes()
    assert all(row['name'].encode() in stored for row in rows)


def in_place_of_products():
    """A column of addresses that was taken for the SKUs, and files named after a person."""
    folder = Folder()
    plan = folder / 'plan.pannier'
    run(folder, '--quiet', 'new', plan)
    mails = [mail for _, mail, _ in people()]
    lines = ['order,date,sku,qty,price'] + [f'o{n},2026-09-01,{mail},1,9.00' for n, mail in enumerate(mails)]
    file = folder.write(f'{mails[0]} orders.csv', '\n'.join(lines) + '\no,2026-09-01,SOCK-1,1,9.00\n')
    report = ask(folder, 'import', plan, file, '--as', 'orders')
    assert report['rows_rejected'] == N and report['rows_imported'] == 1, report
    lines = ['sku,name,price,category,brand'] + [f'{mail},A,1.00,,' for mail in mails[:9]]
    lines += [f'P{n},A,1.00,Gifts of {mail},{mail}' for n, mail in enumerate(mails)]
    report = ask(folder, 'import', plan, folder.write('p.csv', '\n'.join(lines) + '\n'), '--as', 'products')
    assert report['rows_rejected'] == 9 and report['products_new'] == N, report
    found = find_people(folder)
    assert not found, f'{len(found)} traces of people, such as {found[:2]}'


GOODS = [('Rose soap', 'ROSE-1', 'Anna', 'Rose'), ('Green tea', 'GREEN-1', 'Tom', 'Green'),
         ('Baker cap', 'BAKER-1', 'Jo', 'Baker')]


def alias(n):
    """A mailbox that has nothing of the name."""
    return f'{letters(n * 104729)}{n:04}x'


def alone_rows():
    """One word of a name in what its customer alone buys, and customers who are called like goods."""
    for n, (name, mail, _) in enumerate(people()):
        first, last = name.split()
        box = alias(n) if n % 2 else mail.split('@')[0]
        item, sku, _, _ = GOODS[n % 3]
        for at, more in enumerate((
                {'item name': f"{last}'s mug", 'sku': f'MUG-{last.upper()}', 'promotion': f'For {last}'},
                {'item name': f'Cup of {box}', 'sku': f'{box}-RED', 'promotion': f'WEEK {box}'},
                {'item name': f'CUP{last}2', 'sku': f'S{n}', 'promotion': ''},
                {'item name': f'{first} {last}', 'sku': last, 'promotion': name},
                {'item name': item, 'sku': sku, 'promotion': ''})):
            yield {**order_row((last, box)[at % 2] + f'-{n}'), **more, 'person': (first, last),
                   'email': f'{box}@mail{n}.example'}
    for item, sku, first, last in GOODS:
        yield {**order_row(f'plain {sku}', **{'item name': item, 'sku': sku, 'promotion': f'{sku} days'}),
               'person': (first, last), 'email': f'{last.lower()}@goods.example'}


def alone_in_goods():
    """A surname or the name of a mailbox alone is hidden; Rose soap stays, for Ms Rose too."""
    in_one = [{'billing name': ' '.join(row.pop('person')), **row} for row in alone_rows()]
    in_two = [dict(zip(('first name', 'last name'), row.pop('person')), **row) for row in alone_rows()]
    for rows in (in_one, in_two):
        report, stored = import_kept(table(rows))
        assert report['rows_imported'] == len(rows) == 5 * N + 3 and report['rows_rejected'] == 0, report
        stored = stored.lower()
        found = [alias(n) for n in range(1, N, 2) if alias(n).encode() in stored]
        assert not found, f'{len(found)} mailboxes, such as {found[:2]}'
        for word in ('mug', 'cup of', 'item without a name', 'red', 'week'):
            assert word.encode() in stored, word
        for item, sku, _, _ in GOODS:
            assert item.lower().encode() in stored and sku.lower().encode() in stored, item


def goods_of_the_plan_stay():
    """Today nobody but Ms Rose bought the soap, which the plan knew before."""
    folder = Folder()
    plan = folder / 'plan.pannier'
    run(folder, '--quiet', 'new', plan)
    soap = {'item name': 'Rose soap', 'sku': 'ROSE-1'}
    for n, (name, new) in enumerate((('Tom Green', soap), ('Anna Rose', soap),
                                     ('Anna Rose', {'item name': 'Rose towel', 'sku': 'ROSE-2'}))):
        report = ask(folder, 'import', plan, folder.write(f'{n}.csv', table([
            {**order_row(n), **new, 'billing name': name}])), '--as', 'orders')
        assert report['problems'] == [] and report['products_new'] == (n != 1), (n, report)


def in_a_column_mapped_by_hand():
    """Who ordered tells the orders apart, because the merchant says so."""
    for header in ('who', 'customer name'):
        rows = [{header: name, 'date': '2026-09-01', 'sku': 'S1', 'item name': f'Ring for {name}', 'qty': 1,
                 'price': '9.00'} for name, _, _ in people()]
        report, stored = import_kept(table(rows), '--map', f'order={header}')
        assert report['orders_new'] == N and b'Ring for' in stored, (header, report)


def find_people(folder):
    """Every file that the program left below the folder, to the byte, the plan's journal too."""
    words = set()
    for name, mail, phone in people():
        words |= {name, name.split()[1], mail, mail.split('@')[1], phone}
    found = []
    for path in folder.path.rglob('*'):
        if path.is_file() and path.suffix != '.csv':
            bytes_ = path.read_bytes().lower()
            found += [(path.name, word) for word in words if word.lower().encode() in bytes_]
    return found


def import_kept(content, *options):
    """Imports orders, looks for people in what is left, and returns the report and the plan's bytes."""
    folder = Folder()
    plan = folder / 'plan.pannier'
    run(folder, '--quiet', 'new', plan)
    report = ask(folder, 'import', plan, folder.write('people.csv', content), '--as', 'orders', *options)
    found = find_people(folder)
    assert not found, f'{len(found)} traces of people, such as {found[:2]}'
    return report, pathlib.Path(plan).read_bytes()


def import_one(content, n_customers, *, undo=False):
    folder = Folder()
    plan = folder / 'plan.pannier'
    run(folder, '--quiet', 'new', plan)
    file = folder.write('people.csv', content)
    report = ask(folder, 'import', plan, file, '--as', 'orders')
    assert ask(folder, 'info', plan)['customers'] == n_customers
    assert len(pathlib.Path(plan).read_bytes()) > 100000
    if undo:
        run(folder, '--quiet', 'undo', plan)
    found = find_people(folder)
    assert not found, f'{len(found)} traces of people, such as {found[:2]}'
    return report


def in_the_usual_columns():
    assert import_one(shopify(), N)['rows_imported'] == N
    assert import_one(woocommerce(), N)['rows_imported'] == N


def in_a_list_of_products():
    """What was made to order is a product whose row says for whom."""
    content = table([{'sku': f'S{n}', 'name': f'Ring for {name}', 'price': '9.00', 'email': mail,
                      'customer name': name} for n, (name, mail, _) in enumerate(people())])
    folder = Folder()
    ask(folder, 'new', folder / 'shop.pannier')
    report = ask(folder, 'import', folder / 'shop.pannier', folder.write('made.csv', content),
                 '--as', 'products')
    assert report['products_new'] == N, report
    assert find_people(folder) == [], 'the plan names people'


def after_undo():
    import_one(shopify(), N, undo=True)


def in_the_wrong_columns():
    report = import_one(shifted(), 0)
    assert report['rows_rejected'] == 2 * N and report['rows_imported'] == 1


main([in_the_usual_columns, in_numbers_and_offers, in_the_words_of_the_row, in_two_files,
      with_and_without_names, nothing_between_rows, in_snapshots_until_removed,
      in_names_of_products_of_before, in_skus_of_before, in_other_words, in_other_languages, but_products_stay,
      in_place_of_products, alone_in_goods, goods_of_the_plan_stay, in_a_column_mapped_by_hand, after_undo, in_the_wrong_columns, in_a_list_of_products])
