/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which texts name somebody, and which only happen to hold a word of a name. */
#include "config.h"

#include "exchange/pnr-person-alone.h"
#include "exchange/pnr-person-cut.h"

typedef struct {
  const char *cell;
  const char *text;
  const char *found; /* NULL: nobody */
} Case;

static void
check (const Case *cases, gsize n_cases, PnrPersonColumn column)
{
  g_autoptr (PnrPersonName) name = pnr_person_name_new ();
  g_autoptr (PnrFoldedText) text = pnr_folded_text_new ();

  for (gsize i = 0; i < n_cases; i++) {
    g_autofree char *found = NULL;
    guint from;
    guint to;

    pnr_folded_text_set (text, cases[i].text);
    if (pnr_person_name_set (name, cases[i].cell, column)
        && pnr_person_name_find (name, text, &from, &to))
      found = g_strndup (cases[i].text + from, to - from);
    g_test_message ("“%s” in “%s”", cases[i].cell, cases[i].text);
    g_assert_cmpstr (found, ==, cases[i].found);
  }
}

static void
test_named (void)
{
  static const Case cases[] = {
    { "Abendroth, Anneliese", "Ring for Anneliese Abendroth, gold", "Anneliese Abendroth" },
    { "Anneliese Abendroth", "WELCOME-ANNELIESE-ABENDROTH", "ANNELIESE-ABENDROTH" },
    { "Anneliese Abendroth", "AnnelieseAbendroth12", "AnnelieseAbendroth" },
    { "Anneliese Abendroth", "xabendrothannelieseY", "abendrothanneliese" },
    { "Anneliese Abendroth", "Anneliese M. Abendroth's cup", "Anneliese M. Abendroth" },
    { "Anneliese Maria Abendroth", "Anneliese Abendroth", "Anneliese Abendroth" },
    { "Jürgen Müller", "FÜR JÜRGEN MÜLLER!", "JÜRGEN MÜLLER" },
    { "Jürgen Müller", "fu\xcc\x88r Ju\xcc\x88rgen Mu\xcc\x88ller",
      "Ju\xcc\x88rgen Mu\xcc\x88ller" },
    { "Özgür Weiß", "ÖZGÜR_WEISS 7", "ÖZGÜR_WEISS" },
    { "Νίκος Παπαδόπουλος", "ΝΙΚΟΣ ΠΑΠΑΔΟΠΟΥΛΟΣ", "ΝΙΚΟΣ ΠΑΠΑΔΟΠΟΥΛΟΣ" },
    { "María de la Cruz", "Taza María de la Cruz", "María de la Cruz" },
    { "Bob Li", "Li, Bob/4", "Li, Bob" },
    { "anna@mail.example", "mailto:Anna@Mail.Example", "Anna@Mail.Example" },
    { "+49 89 700001", "call +49 89 700001", "+49 89 700001" },
    { "Trail Shoe Company", "for the Trail Shoe Company", "Trail Shoe Company" },
    { "Anneliese Abendroth", "Anneliese Abendroths Tasse", "Anneliese Abendroths" },
    { "Abendroth, Anneliese", "Anneliese Abendroth’s mug", "Anneliese Abendroth" },
    { "Hans Hansen", "bei Hans Hansens", "Hans Hansens" },
  };

  check (cases, G_N_ELEMENTS (cases), PNR_PERSON_COLUMN_WHOLE);
}

static void
test_nobody (void)
{
  static const Case cases[] = {
    { "Anna", "Anna's choice tea", NULL },
    { "Anna Brinkmeier", "Anna's choice tea", NULL },
    { "Anna Brown", "Brown sugar for Anna", NULL },
    { "Rose Brown", "Brown dress with a rose", NULL },
    { "Trail Shoe Company", "Trail shoe blue", NULL },
    { "María de la Cruz", "Taza María de Mallorca", NULL },
    { "Tina Ash", "Argentina ashtray", NULL },
    { "Rosa Baum", "Rosas Baumwolle", NULL },
    { "guest", "guest towel", NULL },
    { "17850", "17850 beads", NULL },
    { "KD-10000", "KD-10000/3", NULL },
    { "", "Ring", NULL },
    { "!?", "Ring!?", NULL },
  };

  check (cases, G_N_ELEMENTS (cases), PNR_PERSON_COLUMN_WHOLE);
}

/* A "name" may be that of a product after all, which says more than two words that begin large. */
static void
test_columns (void)
{
  static const Case given[] = { { "Anna Maria", "Anna Maria chocolate", NULL } };
  static const Case family[] = { { "Meier", "Cup of MEIER.", "MEIER" },
                                 { "Flex", "Flex2000", NULL },
                                 { "Li", "Li", NULL } };
  static const Case plain[] = { { "Anneliese Abendroth", "For Anneliese Abendroth",
                                  "Anneliese Abendroth" },
                                { "Trail shoe blue", "Trail shoe", NULL } };

  check (given, G_N_ELEMENTS (given), PNR_PERSON_COLUMN_GIVEN);
  check (family, G_N_ELEMENTS (family), PNR_PERSON_COLUMN_FAMILY);
  check (plain, G_N_ELEMENTS (plain), PNR_PERSON_COLUMN_PLAIN);
}

/* What an offer is called means the person by the surname alone; in a product's name the same word
 * may be a colour. */
static void
test_offers (void)
{
  static const Case cases[] = {
    { "Anneliese Abendroth", "for Abendroth", "Abendroth" },
    { "Abendroth, Anneliese", "BDAY-ABENDROTH", "ABENDROTH" },
    { "Anneliese Abendroth", "BDAYABENDROTH10", "ABENDROTH" },
    { "Jürgen Müller", "MÜLLER5", "MÜLLER" },
    { "Bob Li", "LINEN-LI", NULL },
    { "Tina Ashe", "CASHEW", NULL },
    { "Tina Larch", "polarchart", NULL },
    { "Anneliese Abendroth", "for Anneliese", NULL },
    { "Trail Shoe Company", "company week", NULL },
  };
  g_autoptr (PnrPersonName) name = pnr_person_name_new ();
  g_autoptr (PnrFoldedText) text = pnr_folded_text_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *found = NULL;
    guint from;
    guint to;

    pnr_folded_text_set (text, cases[i].text);
    g_assert_true (pnr_person_name_set (name, cases[i].cell, PNR_PERSON_COLUMN_WHOLE));
    if (pnr_person_name_find_surname (name, text, &from, &to))
      found = g_strndup (cases[i].text + from, to - from);
    g_assert_cmpstr (found, ==, cases[i].found);
  }
}

/* One word of a name, which may be a thing: who sells it must tell. */
static void
test_alone (void)
{
  static const Case cases[] = {
    { "Anneliese Abendroth", "Abendroth's mug", "Abendroth" },
    { "Anneliese Abendroth", "Abendroths Tasse", "Abendroths" },
    { "Anneliese Abendroth", "MUGABENDROTH2", "ABENDROTH" },
    { "María García López", "Taza García", "García" },
    { "Bob Lee", "SKU-LEE-1", "LEE" },
    { "Abendroth", "Cup of Abendroth", "Abendroth" },
    { "Anna Brinkmeier", "Anna's choice tea", NULL },
    { "Bob Li", "Li-ion", NULL },
    { "Tina Larch", "polarchart", NULL },
    { "Trail Shoe Company", "Trail shoe", NULL },
    { "guest", "guest towel", NULL },
  };
  g_autoptr (PnrPersonName) name = pnr_person_name_new ();
  g_autoptr (PnrFoldedText) text = pnr_folded_text_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *found = NULL;
    PnrPersonAlone where;

    pnr_folded_text_set (text, cases[i].text);
    if (pnr_person_name_set (name, cases[i].cell, PNR_PERSON_COLUMN_WHOLE))
      for (guint k = 0; k < text->words->len && found == NULL; k++)
        if (pnr_person_alone_is_word (name, text, k, &where))
          found = g_strndup (cases[i].text + where.from, where.to - where.from);
    g_assert_cmpstr (found, ==, cases[i].found);
  }
}

static char *
dup_without_alias (const char *address, const char *text)
{
  g_autoptr (PnrPersonName) name = pnr_person_name_new ();
  g_autoptr (PnrFoldedText) folded = pnr_folded_text_new ();
  guint from;
  guint to;

  pnr_folded_text_set (folded, text);
  return pnr_person_name_set_alias (name, address)
                 && pnr_person_alone_find_alias (name, folded, &from, &to)
             ? pnr_person_cut_dup (text, from, to)
             : NULL;
}

static void
test_mailboxes (void)
{
  static const char *const cases[][3] = {
    { "ab.c77@mail.example", "Cup of AB.C77", "Cup of" },
    { "abc77@mail.example", "ABC77-RED", "RED" },
    { "abc77@mail.example", "“abc77” mug", "mug" },
    { "abc77@mail.example", "abc77's mug", "mug" },
    { "abc77@mail.example", "xabc77", NULL },
    { "abc77@mail.example", "abc777", NULL },
    { "77777@mail.example", "77777", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *rest = dup_without_alias (cases[i][0], cases[i][1]);

    g_assert_cmpstr (rest, ==, cases[i][2]);
  }
}

static gboolean
is_hinted (const char *cell, const char *number)
{
  g_autoptr (PnrPersonName) name = pnr_person_name_new ();
  g_autoptr (PnrFoldedText) text = pnr_folded_text_new ();

  pnr_folded_text_set (text, number);
  return pnr_person_name_set (name, cell, PNR_PERSON_COLUMN_WHOLE)
         && pnr_person_name_is_hinted (name, text);
}

static void
test_numbers (void)
{
  g_assert_true (is_hinted ("Anneliese Abendroth", "ABENDROTH-17"));
  g_assert_true (is_hinted ("Abendroth, Anneliese", "Abendroth17"));
  g_assert_true (is_hinted ("Abendroth", "17 Abendroth"));
  g_assert_false (is_hinted ("Anneliese Abendroth", "Anneliese 17"));
  g_assert_false (is_hinted ("guest", "guest-17"));
  g_assert_false (is_hinted ("Anneliese Abendroth", "WEB-1000017"));
}

static PnrPersonColumn
kind_of_header (const char *header, PnrImportField field)
{
  char *folded[] = { (char *) header, NULL };
  PnrTableLayout layout = { .shape = PNR_IMPORT_ORDERS, .folded = folded, .fields = &field };

  return pnr_person_column_from_layout (&layout, 0);
}

static void
test_headers (void)
{
  static const char *const whole[] = { "nom du client",   "client",
                                       "cliente",         "nome cliente",
                                       "klant",           "klantnaam",
                                       "besteller",       "kunde",
                                       "kundenname",      "käufer",
                                       "ordered by",      "rechnungsempfänger",
                                       "lieferempfänger", "placed by",
                                       "buyer",           "recipient",
                                       "ship to",         "bill to",
                                       "attention",       "billing name",
                                       "e mail",          "imię i nazwisko",
                                       "username",        "ονοματεπώνυμο",
                                       "kundnamn",        NULL };
  static const char *const nobody[] = {
    "shipping method", "customer group", "ship to city", "company", "verkäufer id", "quantity", NULL
  };

  for (const char *const *header = whole; *header != NULL; header++)
    g_assert_cmpint (kind_of_header (*header, PNR_FIELD_NONE), ==, PNR_PERSON_COLUMN_WHOLE);
  for (const char *const *header = nobody; *header != NULL; header++)
    g_assert_cmpint (kind_of_header (*header, PNR_FIELD_NONE), ==, PNR_PERSON_COLUMN_NONE);
  g_assert_cmpint (kind_of_header ("prénom", PNR_FIELD_NONE), ==, PNR_PERSON_COLUMN_GIVEN);
  g_assert_cmpint (kind_of_header ("nachname", PNR_FIELD_NONE), ==, PNR_PERSON_COLUMN_FAMILY);
  g_assert_cmpint (kind_of_header ("imię", PNR_FIELD_NONE), ==, PNR_PERSON_COLUMN_GIVEN);
  g_assert_cmpint (kind_of_header ("efternamn", PNR_FIELD_NONE), ==, PNR_PERSON_COLUMN_FAMILY);
  g_assert_cmpint (kind_of_header ("namn", PNR_FIELD_NONE), ==, PNR_PERSON_COLUMN_PLAIN);
  g_assert_cmpint (kind_of_header ("όνομα", PNR_FIELD_NONE), ==, PNR_PERSON_COLUMN_PLAIN);
  g_assert_cmpint (kind_of_header ("shipping address", PNR_FIELD_NONE), ==,
                   PNR_PERSON_COLUMN_ADDRESS);
  g_assert_cmpint (kind_of_header ("nombre", PNR_FIELD_NONE), ==, PNR_PERSON_COLUMN_PLAIN);
  g_assert_cmpint (kind_of_header ("name", PNR_FIELD_NAME), ==, PNR_PERSON_COLUMN_PLAIN);
  g_assert_cmpint (kind_of_header ("name", PNR_FIELD_ITEM_NAME), ==, PNR_PERSON_COLUMN_NONE);
  g_assert_cmpint (kind_of_header ("customer id", PNR_FIELD_CUSTOMER), ==, PNR_PERSON_COLUMN_WHOLE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/person/named", test_named);
  g_test_add_func ("/exchange/person/nobody", test_nobody);
  g_test_add_func ("/exchange/person/columns", test_columns);
  g_test_add_func ("/exchange/person/offers", test_offers);
  g_test_add_func ("/exchange/person/alone", test_alone);
  g_test_add_func ("/exchange/person/mailboxes", test_mailboxes);
  g_test_add_func ("/exchange/person/numbers", test_numbers);
  g_test_add_func ("/exchange/person/headers", test_headers);
  return g_test_run ();
}
