/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom a row of an order history is about, so that no text that is kept names them.
 *
 * Columns whose headers speak of people are never read into a plan. Yet shops number orders by who
 * ordered, make offers to one person and name files after somebody. Who that is stands in the same
 * row, so it can be found again in the texts that are kept. */
#define _GNU_SOURCE
#include "config.h"

#include "exchange/pnr-person-guard.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/pnr-text.h"

/* Shorter ones are syllables of other words. */
#define SHORTEST_WORD 4
#define SHORTEST_NAME 5
#define SHORTEST_NUMBER 7

typedef struct {
  char *text;
  gsize length;
  gboolean is_word;
} Name;

/* @names: of the row, or of the row above that began its order. @cells: what the columns said last;
 * rows of one order say the same again. */
struct _PnrPersonGuard {
  GArray *columns;
  GArray *names;
  char **cells;
  char *file;
  gboolean is_in_file;
};

static gboolean
contains_one (const char *text, const char *const *words)
{
  for (; *words != NULL; words++) {
    if (strstr (text, *words) != NULL)
      return TRUE;
  }
  return FALSE;
}

/* @folded: a header in lower case */
static gboolean
speaks_of_people (const char *folded)
{
  static const char *const people[] = { "customer", "kunde",  "client",    "buyer", "recipient",
                                        "contact",  "käufer", "empfänger", NULL };
  static const char *const marks[] = { "mail",      "phone",     "telefon",   "first name",
                                       "last name", "firstname", "lastname",  "surname",
                                       "vorname",   "nachname",  "full name", "kundenname",
                                       NULL };
  static const char *const sides[] = { "billing", "shipping",  "delivery", "rechnung", "liefer",
                                       "ship to", "bill to",   "customer", "kunde",    "client",
                                       "buyer",   "recipient", "contact",  NULL };

  return g_strv_contains (people, folded) || contains_one (folded, marks)
         || (strstr (folded, "name") != NULL && contains_one (folded, sides));
}

static void
clear_name (gpointer name)
{
  g_free (((Name *) name)->text);
}

PnrPersonGuard *
pnr_person_guard_new (const PnrTableLayout *layout)
{
  PnrPersonGuard *self = g_new0 (PnrPersonGuard, 1);

  self->columns = g_array_new (FALSE, FALSE, sizeof (int));
  self->names = g_array_new (FALSE, FALSE, sizeof (Name));
  g_array_set_clear_func (self->names, clear_name);
  self->file = pnr_text_fold (layout->name);
  for (int i = 0; i < (int) layout->n_columns; i++) {
    if (layout->fields[i] == PNR_FIELD_CUSTOMER
        || (layout->fields[i] == PNR_FIELD_NONE && speaks_of_people (layout->folded[i])))
      g_array_append_val (self->columns, i);
  }
  self->cells = g_new0 (char *, self->columns->len + 1);
  return self;
}

void
pnr_person_guard_free (PnrPersonGuard *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    g_free (self->cells[i]);
  g_free (self->cells);
  g_array_unref (self->columns);
  g_array_unref (self->names);
  g_free (self->file);
  g_free (self);
}

/* A number of a customer is about nobody outside the shop, and a word of two letters about
 * anything. @is_word: (out): it is one word, which has to stand alone to be meant */
static gboolean
is_telling (const char *value, gboolean *is_word)
{
  guint n_letters = 0;
  guint n_digits = 0;
  guint n_others = 0;

  for (const char *at = value; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar letter = g_utf8_get_char (at);

    n_letters += g_unichar_isalpha (letter) ? 1 : 0;
    n_digits += g_unichar_isdigit (letter) ? 1 : 0;
    n_others += !g_unichar_isalnum (letter) ? 1 : 0;
  }
  *is_word = n_digits == 0 && n_others == 0;
  if (*is_word)
    return n_letters >= SHORTEST_WORD;
  if (n_letters == 0)
    return n_digits >= SHORTEST_NUMBER && n_others > 0;
  return n_others > 0 && n_letters >= SHORTEST_NAME;
}

static gboolean
is_inside_word (const char *text, const char *from, const char *end)
{
  const char *before = from > text ? g_utf8_find_prev_char (text, from) : NULL;

  return (before != NULL && g_unichar_isalnum (g_utf8_get_char (before)))
         || (*end != '\0' && g_unichar_isalnum (g_utf8_get_char (end)));
}

/* (nullable): where in @text the name stands. */
static const char *
find_name (const char *text, const Name *name)
{
  const char *at = text;

  if (strlen (text) < name->length)
    return NULL;
  while ((at = strcasestr (at, name->text)) != NULL) {
    if (!name->is_word || !is_inside_word (text, at, at + name->length))
      return at;
    at++;
  }
  return NULL;
}

/* One word alone, such as "guest", is a name only in a column of such. */
static gboolean
holds_surnames (const char *folded)
{
  static const char *const marks[] = { "last name", "lastname", "surname", "nachname", NULL };

  return contains_one (folded, marks);
}

static void
take_name (PnrPersonGuard *self, const char *value, const char *header)
{
  Name name;

  if (!g_utf8_validate (value, -1, NULL) || !is_telling (value, &name.is_word)
      || (name.is_word && !holds_surnames (header)))
    return;
  name.text = g_strdup (value);
  name.length = strlen (value);
  g_array_append_val (self->names, name);
  if (!name.is_word && find_name (self->file, &name) != NULL)
    self->is_in_file = TRUE;
}

/* Whether the row says of its customer something else than the row above. Shops write an order's
 * own cells on its first row only: then these hold for the rows below. */
static gboolean
pnr_person_guard_takes_cells (PnrPersonGuard *self, PnrRowReader *rows)
{
  gboolean is_new = FALSE;
  gboolean is_empty = TRUE;

  for (guint i = 0; i < self->columns->len; i++) {
    const char *cell = pnr_row_reader_get_at (rows, g_array_index (self->columns, int, i));

    is_empty = is_empty && cell == NULL;
    is_new = is_new || g_strcmp0 (cell, self->cells[i]) != 0;
  }
  if (is_empty || !is_new)
    return FALSE;
  for (guint i = 0; i < self->columns->len; i++) {
    g_free (self->cells[i]);
    self->cells[i] = g_strdup (pnr_row_reader_get_at (rows, g_array_index (self->columns, int, i)));
  }
  return TRUE;
}

void
pnr_person_guard_look (PnrPersonGuard *self, PnrRowReader *rows)
{
  if (!pnr_person_guard_takes_cells (self, rows))
    return;
  g_array_set_size (self->names, 0);
  for (guint i = 0; i < self->columns->len; i++) {
    if (self->cells[i] != NULL)
      take_name (self, self->cells[i], rows->layout->folded[g_array_index (self->columns, int, i)]);
  }
}

gboolean
pnr_person_guard_is_named_in (PnrPersonGuard *self, const char *text)
{
  for (guint i = 0; i < self->names->len; i++) {
    if (find_name (text, &g_array_index (self->names, Name, i)) != NULL)
      return TRUE;
  }
  return FALSE;
}

/* Whether a row so far was about somebody after whom the file is named. */
gboolean
pnr_person_guard_is_named_in_file (PnrPersonGuard *self)
{
  return self->is_in_file;
}

static char *
dup_without (PnrPersonGuard *self, const char *text)
{
  g_autofree char *rest = g_strdup (text);

  for (guint i = 0; i < self->names->len; i++) {
    const Name *name = &g_array_index (self->names, Name, i);
    const char *at;

    while ((at = find_name (rest, name)) != NULL) {
      g_autofree char *before = g_strndup (rest, at - rest);
      char *joined = g_strconcat (before, at + name->length, NULL);

      g_free (rest);
      rest = joined;
    }
  }
  g_strstrip (rest);
  return *rest != '\0' ? g_steal_pointer (&rest) : NULL;
}

/**
 * pnr_person_guard_keep:
 * @self: a guard
 * @rows: a reader at a row
 * @column: where @text comes from, for the report; -1 for the row
 * @text: (nullable): what is about to be kept
 *
 * Returns: (nullable): @text, valid for the row, without the customer's name; what is left out is
 *   told in the report, addresses too
 */
const char *
pnr_person_guard_keep (PnrPersonGuard *self, PnrRowReader *rows, int column, const char *text)
{
  if (text == NULL)
    return NULL;
  if (pnr_text_has_address (text))
    pnr_row_reader_warn (rows, column, "names-customer", NULL,
                         _ ("an e-mail address in it was not kept"));
  if (!pnr_person_guard_is_named_in (self, text))
    return text;
  if (!pnr_text_has_address (text))
    pnr_row_reader_warn (rows, column, "names-customer", NULL,
                         _ ("the customer's name in it was not kept"));
  g_ptr_array_add (rows->scratch, dup_without (self, text));
  return rows->scratch->pdata[rows->scratch->len - 1];
}
