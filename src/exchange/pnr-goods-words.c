/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the goods of an import are called, whoever buys them.
 *
 * Ms Rose buys "Rose soap" like others do, and "Abendroth's mug" is bought by the Abendroths alone.
 * A word of goods is one that stands in what somebody bought who is not called so. The files must
 * be read to the end to know, so they are read once more, but only when a row asks. */
#include "config.h"

#include "exchange/pnr-goods-words.h"

#include <string.h>

#include "exchange/pnr-folded-text.h"
#include "exchange/pnr-person-guard.h"
#include "exchange/pnr-trial-intake.h"

/* About 50 MB. What does not fit counts as no word of goods, and may be hidden for nothing. */
#define MOST_KNOWN (2 * 1000 * 1000)

/* @known: (element-type gpointer): digests of words, and of whole texts */
struct _PnrGoodsWords {
  GPtrArray *layouts;
  PnrIntake *intake;
  PnrProgress *progress;
  GHashTable *known;
  gboolean is_read;
};

/* @layouts: (element-type PnrTableLayout): the files of the import; they must outlive @self */
PnrGoodsWords *
pnr_goods_words_new (GPtrArray *layouts, PnrIntake *intake, PnrProgress *progress)
{
  PnrGoodsWords *self = g_new0 (PnrGoodsWords, 1);

  self->layouts = g_ptr_array_ref (layouts);
  self->intake = g_object_ref (intake);
  self->progress = progress;
  self->known = g_hash_table_new (NULL, NULL);
  return self;
}

void
pnr_goods_words_free (PnrGoodsWords *self)
{
  g_ptr_array_unref (self->layouts);
  g_object_unref (self->intake);
  g_hash_table_unref (self->known);
  g_free (self);
}

/* FNV-1a, never NULL. */
static gpointer
digest (const char *letters, gsize length)
{
  guint64 sum = G_GUINT64_CONSTANT (14695981039346656037);

  for (gsize i = 0; i < length; i++)
    sum = (sum ^ (guchar) letters[i]) * G_GUINT64_CONSTANT (1099511628211);
  return GSIZE_TO_POINTER ((gsize) sum | 1);
}

gboolean
pnr_goods_words_has (const PnrGoodsWords *self, const char *letters, gsize length)
{
  return g_hash_table_contains (self->known, digest (letters, length));
}

void
pnr_goods_words_add (PnrGoodsWords *self, const char *letters, gsize length)
{
  if (g_hash_table_size (self->known) < MOST_KNOWN)
    g_hash_table_add (self->known, digest (letters, length));
}

/* Of an order without a customer nobody knows whose name may be in it. */
static gboolean
note_row (PnrRowReader *rows, gpointer data, PnrIntakeFate *fate, GError **error)
{
  static const PnrImportField fields[] = {
    PNR_FIELD_SKU,   PNR_FIELD_EXTERNAL_ID, PNR_FIELD_NAME,      PNR_FIELD_CATEGORY,
    PNR_FIELD_ITEM,  PNR_FIELD_ITEM_NAME,   PNR_FIELD_LINE_TEXT, PNR_FIELD_PROMOTION,
    PNR_FIELD_GROUP, PNR_FIELD_CHANNEL,     PNR_FIELD_BRAND,
  };
  gboolean is_catalogue = rows->layout->shape == PNR_IMPORT_PRODUCTS;

  pnr_person_guard_look (rows->persons, rows);
  if (!is_catalogue && pnr_person_guard_is_empty (rows->persons))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++) {
    if (is_catalogue || fields[i] != PNR_FIELD_NAME)
      pnr_person_guard_note_goods (rows->persons, data, pnr_row_reader_get (rows, fields[i]));
  }
  for (guint i = 0; i < rows->layout->line_columns->len; i++)
    pnr_person_guard_note_goods (
        rows->persons, data,
        pnr_row_reader_get_at (rows, g_array_index (rows->layout->line_columns, int, i)));
  return TRUE;
}

static void
read_file (PnrGoodsWords *self, const PnrTableLayout *layout)
{
  g_autoptr (PnrTrialIntake) intake = pnr_trial_intake_new (pnr_intake_get_currency (self->intake));
  g_autoptr (PnrImportReport) report = pnr_import_report_new ();
  g_autoptr (PnrPersonGuard) persons = pnr_person_guard_new (layout, NULL);
  PnrRowReader rows = {
    .layout = layout,
    .intake = PNR_INTAKE (intake),
    .report = report,
    .progress = self->progress,
    .persons = persons,
    .progress_from = self->progress != NULL ? pnr_progress_get_fraction (self->progress) : 0,
  };

  /* What is wrong with the file, or that nobody waits for it, is found again by who reads it. */
  pnr_row_reader_run (&rows, note_row, self, NULL);
}

/* What the plan sells already is goods, be it that only Ms Rose buys in today's file. */
static void
note_known (const char *text, gpointer data)
{
  g_autoptr (PnrFoldedText) folded = pnr_folded_text_new ();

  pnr_folded_text_set (folded, text);
  for (guint i = 0; i < folded->words->len; i++) {
    const PnrFoldedWord *word = pnr_folded_text_get_word (folded, i);

    pnr_goods_words_add (data, pnr_folded_text_get_letters (folded, word),
                         pnr_folded_word_get_length (word));
  }
  pnr_goods_words_add (data, text, strlen (text));
}

/* Once; what could not be read has no words of goods, so that rather too much is hidden. */
void
pnr_goods_words_read (PnrGoodsWords *self)
{
  if (self->is_read)
    return;
  self->is_read = TRUE;
  pnr_intake_each_item (self->intake, note_known, self);
  for (guint i = 0; i < self->layouts->len; i++) {
    const PnrTableLayout *layout = self->layouts->pdata[i];

    if (layout->shape != PNR_IMPORT_BASKETS)
      read_file (self, layout);
  }
}
