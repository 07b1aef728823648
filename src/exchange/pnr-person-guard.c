/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom a row of an order history is about, so that no text that is kept names them.
 *
 * Columns whose headers speak of people are never read into a plan. Yet shops number orders by who
 * ordered, make offers to one person and name files after somebody. Who that is stands in the same
 * row, so it can be found again in the texts that are kept. */
#include "config.h"

#include "exchange/pnr-person-guard.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/pnr-text.h"
#include "exchange/pnr-folded-text.h"
#include "exchange/pnr-person-alone.h"
#include "exchange/pnr-person-column.h"
#include "exchange/pnr-person-cut.h"
#include "exchange/pnr-person-name.h"

typedef struct {
  int index;
  PnrPersonColumn kind;
} Column;

/* @names: of the row, or of the row above that began its order; the first @n_names of them, the
 * others are room for later. @cells: what the columns said last; rows of one order say the same
 * again. @text: what is looked at. @goods: (nullable): which words are no names. */
struct _PnrPersonGuard {
  GArray *columns;
  GPtrArray *names;
  guint n_names;
  char **cells;
  PnrFoldedText *file;
  PnrFoldedText *text;
  PnrGoodsWords *goods;
  gboolean is_in_file;
};

PnrPersonGuard *
pnr_person_guard_new (const PnrTableLayout *layout, PnrGoodsWords *goods)
{
  PnrPersonGuard *self = g_new0 (PnrPersonGuard, 1);

  self->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  self->names = g_ptr_array_new_with_free_func ((GDestroyNotify) pnr_person_name_free);
  self->text = pnr_folded_text_new ();
  self->goods = goods;
  self->file = pnr_folded_text_new ();
  pnr_folded_text_set (self->file, layout->name);
  for (guint i = 0; i < layout->n_columns; i++) {
    Column column = { (int) i, pnr_person_column_from_layout (layout, i) };

    if (column.kind != PNR_PERSON_COLUMN_NONE)
      g_array_append_val (self->columns, column);
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
  g_ptr_array_unref (self->names);
  pnr_folded_text_free (self->file);
  pnr_folded_text_free (self->text);
  g_free (self);
}

static const Column *
get_column (const PnrPersonGuard *self, guint index)
{
  return &g_array_index (self->columns, Column, index);
}

/* Room for one more name, which counts once it is taken. */
static PnrPersonName *
next_name (PnrPersonGuard *self)
{
  if (self->n_names == self->names->len)
    g_ptr_array_add (self->names, pnr_person_name_new ());
  return self->names->pdata[self->n_names];
}

/* Billing and shipping mostly say the same. */
static void
take_name (PnrPersonGuard *self)
{
  const PnrPersonName *name = self->names->pdata[self->n_names];
  guint from;
  guint to;

  for (guint i = 0; i < self->n_names; i++) {
    const PnrPersonName *other = self->names->pdata[i];

    if (other->kind == name->kind && other->given == name->given
        && strcmp (other->folded->text->str, name->folded->text->str) == 0)
      return;
  }
  self->n_names++;
  if (name->kind != PNR_PERSON_NAME_SURNAME && pnr_person_name_find (name, self->file, &from, &to))
    self->is_in_file = TRUE;
}

/* "Anneliese Abendroth, Long Road 1" */
static void
take_addressee (PnrPersonGuard *self, const char *address)
{
  g_autofree char *first = g_strndup (address, strcspn (address, ",;\r\n"));

  if (strchr (g_strstrip (first), ' ') != NULL
      && pnr_person_name_set (next_name (self), first, PNR_PERSON_COLUMN_PLAIN))
    take_name (self);
}

static void
take_cell (PnrPersonGuard *self, const char *cell, PnrPersonColumn kind)
{
  if (!g_utf8_validate (cell, -1, NULL))
    return;
  if (kind == PNR_PERSON_COLUMN_ADDRESS) {
    take_addressee (self, cell);
    return;
  }
  if (pnr_person_name_set (next_name (self), cell, kind))
    take_name (self);
  if (strchr (cell, '@') == NULL)
    return;
  if (pnr_person_name_set_local_part (next_name (self), cell))
    take_name (self);
  if (pnr_person_name_set_alias (next_name (self), cell))
    take_name (self);
}

static gboolean
is_one_part (PnrPersonColumn kind, PnrPersonColumn part, const char *cell)
{
  if (cell == NULL || !g_utf8_validate (cell, -1, NULL))
    return FALSE;
  return kind == part || (kind == PNR_PERSON_COLUMN_PLAIN && strpbrk (cell, " ,") == NULL);
}

/* First and last names in two columns make one name; "nom" is either. */
static void
take_pairs (PnrPersonGuard *self)
{
  for (guint i = 0; i < self->columns->len; i++) {
    if (!is_one_part (get_column (self, i)->kind, PNR_PERSON_COLUMN_GIVEN, self->cells[i]))
      continue;
    for (guint k = 0; k < self->columns->len; k++) {
      g_autofree char *whole = NULL;

      if (k == i
          || !is_one_part (get_column (self, k)->kind, PNR_PERSON_COLUMN_FAMILY, self->cells[k]))
        continue;
      whole = g_strconcat (self->cells[i], " ", self->cells[k], NULL);
      if (pnr_person_name_set (next_name (self), whole, PNR_PERSON_COLUMN_WHOLE))
        take_name (self);
    }
  }
}

/* Whether the row says of its customer something else than the row above. Shops write an order's
 * own cells on its first row only: then these hold for the rows below. */
static gboolean
pnr_person_guard_takes_cells (PnrPersonGuard *self, PnrRowReader *rows)
{
  gboolean is_new = FALSE;
  gboolean is_empty = TRUE;

  for (guint i = 0; i < self->columns->len; i++) {
    const char *cell = pnr_row_reader_get_at (rows, get_column (self, i)->index);

    is_empty = is_empty && cell == NULL;
    is_new = is_new || g_strcmp0 (cell, self->cells[i]) != 0;
  }
  if (is_empty || !is_new)
    return FALSE;
  for (guint i = 0; i < self->columns->len; i++) {
    g_free (self->cells[i]);
    self->cells[i] = g_strdup (pnr_row_reader_get_at (rows, get_column (self, i)->index));
  }
  return TRUE;
}

/* Returns: whether the row is about somebody else than the row above */
gboolean
pnr_person_guard_look (PnrPersonGuard *self, PnrRowReader *rows)
{
  if (!pnr_person_guard_takes_cells (self, rows))
    return FALSE;
  self->n_names = 0;
  for (guint i = 0; i < self->columns->len; i++) {
    if (self->cells[i] != NULL)
      take_cell (self, self->cells[i], get_column (self, i)->kind);
  }
  take_pairs (self);
  return TRUE;
}

gboolean
pnr_person_guard_is_empty (const PnrPersonGuard *self)
{
  return self->n_names == 0;
}

/* @name: (out): whose word it may be, or has in it */
static gboolean
is_word_of_any (const PnrPersonGuard *self, guint index, const PnrPersonName **name,
                PnrPersonAlone *found)
{
  for (guint i = 0; i < self->n_names; i++) {
    *name = self->names->pdata[i];
    if (pnr_person_alone_is_word (*name, self->text, index, found))
      return TRUE;
  }
  return FALSE;
}

static gboolean
find_alias (const PnrPersonGuard *self, guint *from, guint *to)
{
  for (guint i = 0; i < self->n_names; i++) {
    if (pnr_person_alone_find_alias (self->names->pdata[i], self->text, from, to))
      return TRUE;
  }
  return FALSE;
}

/**
 * pnr_person_guard_note_goods:
 * @self: a guard that looked at a row
 * @goods: gets the words of @text that are none of the customer's, and @text where all are
 * @text: (nullable): what is sold
 */
void
pnr_person_guard_note_goods (PnrPersonGuard *self, PnrGoodsWords *goods, const char *text)
{
  const PnrPersonName *name;
  PnrPersonAlone found;
  gboolean is_of_goods;
  guint from;
  guint to;

  if (text == NULL || pnr_goods_words_has (goods, text, strlen (text)))
    return;
  pnr_folded_text_set (self->text, text);
  is_of_goods = !find_alias (self, &from, &to);
  for (guint i = 0; i < self->text->words->len; i++) {
    const PnrFoldedWord *word = pnr_folded_text_get_word (self->text, i);

    if (is_word_of_any (self, i, &name, &found))
      is_of_goods = FALSE;
    else
      pnr_goods_words_add (goods, pnr_folded_text_get_letters (self->text, word),
                           pnr_folded_word_get_length (word));
  }
  if (is_of_goods)
    pnr_goods_words_add (goods, text, strlen (text));
}

static gboolean
is_of_goods (const PnrPersonGuard *self, const PnrFoldedText *text, guint index)
{
  const PnrFoldedWord *word = pnr_folded_text_get_word (text, index);

  return pnr_goods_words_has (self->goods, pnr_folded_text_get_letters (text, word),
                              pnr_folded_word_get_length (word));
}

/* One word of a name is meant as such where nobody else buys what is called so. */
static gboolean
find_alone (PnrPersonGuard *self, const char *text, guint *from, guint *to)
{
  const PnrPersonName *name;
  PnrPersonAlone found;

  if (self->goods == NULL)
    return FALSE;
  if (find_alias (self, from, to)) {
    pnr_goods_words_read (self->goods);
    if (!pnr_goods_words_has (self->goods, text, strlen (text)))
      return TRUE;
  }
  for (guint i = 0; i < self->text->words->len; i++) {
    if (!is_word_of_any (self, i, &name, &found))
      continue;
    pnr_goods_words_read (self->goods);
    if (is_of_goods (self, self->text, i) || is_of_goods (self, name->folded, found.part))
      continue;
    *from = found.from;
    *to = found.to;
    return TRUE;
  }
  return FALSE;
}

/* NUMBER: of an order, which says nothing by itself. OFFER: a surname alone is meant as such.
 * GOODS: it may as well be a thing. */
typedef enum {
  KIND_NUMBER,
  KIND_OFFER,
  KIND_GOODS,
} TextKind;

static gboolean
find_any (PnrPersonGuard *self, const char *text, TextKind kind, guint *from, guint *to)
{
  if (self->n_names == 0)
    return FALSE;
  pnr_folded_text_set (self->text, text);
  for (guint i = 0; i < self->n_names; i++) {
    const PnrPersonName *name = self->names->pdata[i];

    if ((kind != KIND_GOODS || name->kind != PNR_PERSON_NAME_SURNAME)
        && pnr_person_name_find (name, self->text, from, to))
      return TRUE;
  }
  for (guint i = 0; kind == KIND_OFFER && i < self->n_names; i++) {
    if (pnr_person_name_find_surname (self->names->pdata[i], self->text, from, to))
      return TRUE;
  }
  return kind == KIND_NUMBER ? find_alias (self, from, to) : find_alone (self, text, from, to);
}

/* An order's number says nothing by itself, so a part of a name in it is meant as such. */
gboolean
pnr_person_guard_is_named_in_number (PnrPersonGuard *self, const char *number)
{
  guint from;
  guint to;

  if (find_any (self, number, KIND_NUMBER, &from, &to))
    return TRUE;
  for (guint i = 0; i < self->n_names; i++) {
    if (pnr_person_name_is_hinted (self->names->pdata[i], self->text))
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
dup_without (PnrPersonGuard *self, const char *text, TextKind kind)
{
  g_autofree char *rest = g_strdup (text);
  guint from;
  guint to;

  /* One sign can be a whole phrase in other letters; a part of it cannot be cut out. */
  while (find_any (self, rest, kind, &from, &to) && to > from) {
    char *cut = pnr_person_cut_dup (rest, from, to);

    g_free (rest);
    rest = cut;
  }
  return *rest != '\0' ? g_steal_pointer (&rest) : NULL;
}

static const char *
keep (PnrPersonGuard *self, PnrRowReader *rows, int column, const char *text, TextKind kind)
{
  guint from;
  guint to;

  if (text == NULL)
    return NULL;
  if (pnr_text_has_address (text))
    pnr_row_reader_warn (rows, column, "names-customer", NULL,
                         _ ("an e-mail address in it was not kept"));
  if (!find_any (self, text, kind, &from, &to))
    return text;
  if (!pnr_text_has_address (text))
    pnr_row_reader_warn (rows, column, "names-customer", NULL,
                         _ ("the customer's name in it was not kept"));
  g_ptr_array_add (rows->scratch, dup_without (self, text, kind));
  return rows->scratch->pdata[rows->scratch->len - 1];
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
  return keep (self, rows, column, text, KIND_GOODS);
}

/* The same of what an offer is called, which may be made to one person. */
const char *
pnr_person_guard_keep_offer (PnrPersonGuard *self, PnrRowReader *rows, int column, const char *text)
{
  return keep (self, rows, column, text, KIND_OFFER);
}
