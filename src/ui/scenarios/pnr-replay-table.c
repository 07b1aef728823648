/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What past orders would have come to with the offers of a scenario: a sentence and a line each. */
#include "config.h"

#include "ui/scenarios/pnr-replay-table.h"

#include "base/pnr-money.h"
#include "ui/bundles/pnr-sheet-row.h"
#include "ui/pnr-wording.h"

#include <glib/gi18n.h>
#include <math.h>

struct _PnrReplayTable {
  AdwBin parent_instance;

  GtkLabel *sentence_label;
  GtkLabel *pays_label;
  GtkListBox *offer_list;
  GtkLabel *note_label;
  GtkLabel *stamp_label;
  GtkSizeGroup *columns[PNR_SHEET_ROW_N_CELLS];
};

G_DEFINE_FINAL_TYPE (PnrReplayTable, pnr_replay_table, ADW_TYPE_BIN)

static char *
dup_money (const PnrReplay *replay, gint64 minor)
{
  return minor == PNR_MONEY_UNKNOWN ? g_strdup (_ ("unknown"))
                                    : pnr_money_format (minor, replay->currency);
}

static void
fill_head (PnrSheetRow *row)
{
  pnr_sheet_row_show (row, _ ("Bundle"), NULL);
  pnr_sheet_row_set_cell (row, 0, _ ("Orders touched"), NULL, NULL);
  pnr_sheet_row_set_cell (row, 1, _ ("Given away"), NULL, NULL);
  pnr_sheet_row_set_cell (row, 2, _ ("Contribution"), NULL, NULL);
  pnr_sheet_row_set_head (row);
  pnr_sheet_row_wrap_cells (row);
  pnr_sheet_row_explain (row, NULL);
}

/* "from −8.58 to 84.80" */
static char *
dup_range (const PnrReplay *replay, const PnrReplayOffer *offer)
{
  g_autofree char *low = NULL, *high = NULL;
  gint64 floor_minor, ceiling_minor;

  if (!pnr_replay_offer_find_change (replay, offer, PNR_REPLAY_FLOOR, &floor_minor)
      || !pnr_replay_offer_find_change (replay, offer, PNR_REPLAY_CEILING, &ceiling_minor))
    return NULL;
  low = dup_money (replay, MIN (floor_minor, ceiling_minor));
  high = dup_money (replay, MAX (floor_minor, ceiling_minor));
  return g_strdup_printf (_ ("%s to %s"), low, high);
}

static void
fill_row (PnrSheetRow *row, const PnrReplay *replay, const PnrReplayOffer *offer)
{
  g_autofree char *touched = pnr_wording_dup_count (offer->n_touched);
  g_autofree char *parts = pnr_wording_dup_count (offer->n_would_be);
  g_autofree char *given = dup_money (replay, pnr_replay_offer_expect (offer, offer->given_minor));
  g_autofree char *kept =
      dup_money (replay, pnr_replay_offer_expect (offer, offer->given_contribution_minor));
  /* Translators: an amount of contribution. */
  g_autofree char *kept_words = g_strdup_printf (_ ("contribution %s"), kept);
  /* Translators: a number of orders. */
  g_autofree char *parts_words = g_strdup_printf (_ ("%s hold a part"), parts);
  g_autofree char *range = dup_range (replay, offer);
  g_autofree char *expected = NULL;
  gint64 change = PNR_MONEY_UNKNOWN;

  pnr_replay_offer_find_change (replay, offer, PNR_REPLAY_EXPECTED, &change);
  expected = dup_money (replay, change);
  pnr_sheet_row_show (row, offer->name, NULL);
  pnr_sheet_row_set_cell (row, 0, touched, parts_words,
                          _ ("Orders that hold what the offer asks for and would have cost less; "
                             "below those that hold a part of it, to which the rest costs less "
                             "with it than by itself."));
  pnr_sheet_row_set_cell (row, 1, given, kept_words,
                          _ ("What they would have paid less, and what the shop would have kept "
                             "less. Nobody buys anything else."));
  pnr_sheet_row_set_cell (row, 2, expected, range,
                          _ ("More or less contribution if as many of those that hold a part take "
                             "the rest as is assumed; below from nobody to the most assumed."));
  pnr_sheet_row_wrap_cells (row);
  pnr_sheet_row_explain (row, NULL);
}

/* From when on each offer pays; of several, each under its name. */
static char *
dup_pays (const PnrReplay *replay)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < replay->offers->len; i++) {
    const PnrReplayOffer *offer = g_ptr_array_index (replay->offers, i);
    g_autofree char *sentence = pnr_replay_offer_dup_sentence (replay, offer);

    if (i > 0)
      g_string_append_c (lines, '\n');
    if (replay->offers->len > 1)
      /* Translators: the name of a bundle, then a sentence about it. */
      g_string_append_printf (lines, _ ("%s: %s"), offer->name, sentence);
    else
      g_string_append (lines, sentence);
  }
  return g_string_free (g_steal_pointer (&lines), FALSE);
}

static char *
dup_note (const PnrReplay *replay)
{
  g_autofree char *value = pnr_wording_dup_share (replay->acceptance[PNR_REPLAY_EXPECTED], 0);
  g_autofree char *high = pnr_wording_dup_share (replay->acceptance[PNR_REPLAY_CEILING], 0);

  /* Translators: two shares in per cent. */
  g_autofree char *note =
      g_strdup_printf (_ ("Counted are past orders; that %s, at most %s, of those that hold a "
                          "part take the rest is an assumption (cross-sell acceptance). Each "
                          "bundle is by itself here."),
                       value, high);
  g_autofree char *seen = NULL;

  if (pnr_replay_is_seen_by_all (replay))
    return g_steal_pointer (&note);
  seen = pnr_replay_dup_exposure_sentence (replay);
  return g_strdup_printf ("%s\n%s", note, seen);
}

/**
 * pnr_replay_table_show:
 * @self: a table
 * @replay: what was found
 * @stamp: which program found it in which data
 */
void
pnr_replay_table_show (PnrReplayTable *self, PnrReplay *replay, const char *stamp)
{
  g_autofree char *sentence = NULL, *pays = NULL, *note = NULL;

  g_return_if_fail (PNR_IS_REPLAY_TABLE (self));

  sentence = pnr_replay_dup_sentence (replay);
  pays = dup_pays (replay);
  note = dup_note (replay);
  gtk_label_set_label (self->sentence_label, sentence);
  gtk_label_set_label (self->pays_label, pays);
  gtk_label_set_label (self->note_label, note);
  gtk_label_set_label (self->stamp_label, stamp);
  fill_head (pnr_sheet_row_at (self->offer_list, 0, self->columns));
  for (guint i = 0; i < replay->offers->len; i++)
    fill_row (pnr_sheet_row_at (self->offer_list, i + 1, self->columns), replay,
              g_ptr_array_index (replay->offers, i));
  pnr_sheet_row_end (self->offer_list, replay->offers->len + 1);
}

static void
pnr_replay_table_dispose (GObject *object)
{
  PnrReplayTable *self = PNR_REPLAY_TABLE (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_REPLAY_TABLE);
  for (guint i = 0; i < PNR_SHEET_ROW_N_CELLS; i++)
    g_clear_object (&self->columns[i]);

  G_OBJECT_CLASS (pnr_replay_table_parent_class)->dispose (object);
}

static void
pnr_replay_table_class_init (PnrReplayTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_replay_table_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/scenarios/pnr-replay-table.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrReplayTable, sentence_label);
  gtk_widget_class_bind_template_child (widget_class, PnrReplayTable, pays_label);
  gtk_widget_class_bind_template_child (widget_class, PnrReplayTable, offer_list);
  gtk_widget_class_bind_template_child (widget_class, PnrReplayTable, note_label);
  gtk_widget_class_bind_template_child (widget_class, PnrReplayTable, stamp_label);
}

static void
pnr_replay_table_init (PnrReplayTable *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < PNR_SHEET_ROW_N_CELLS; i++)
    self->columns[i] = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
}
