/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of suggestions: what stands in its columns, and which there is room for. */
#include "config.h"

#include "ui/suggestions/pnr-suggestions-private.h"

#include "ui/pnr-cell-text.h"
#include "ui/pnr-column-head.h"
#include "ui/pnr-wording.h"
#include "ui/suggestions/pnr-lift-bar.h"

#include <glib/gi18n.h>

/* Rather scroll sideways than read the beginning of two names. */
#define LEAST_PAIR_WIDTH 268
/* Narrower than this, the table has no room to say why; it is said below it. */
#define ROOM_FOR_WHY 1100

typedef enum {
  COLUMN_PAIR,
  COLUMN_KIND,
  COLUMN_TOGETHER,
  COLUMN_LIFT,
  COLUMN_MARGIN,
  COLUMN_SENTENCE,
  N_COLUMNS,
} PnrSuggestionColumn;

char *
pnr_suggestions_page_dup_pair (PnrSuggestion *suggestion)
{
  return g_strdup_printf ("%s → %s", pnr_suggestion_get_from_title (suggestion),
                          pnr_suggestion_get_to_title (suggestion));
}

static char *
dup_lift_words (const PnrSuggestionFacts *facts)
{
  g_autofree char *lift = pnr_wording_dup_number (facts->lift, 1);
  g_autofree char *low = pnr_wording_dup_number (facts->lift_low, 1);
  g_autofree char *high = pnr_wording_dup_number (facts->lift_high, 1);

  /* Translators: how many times chance, and the interval of that figure. */
  return g_strdup_printf (_ ("Lift %s, between %s and %s"), lift, low, high);
}

static gboolean
lift_tooltip_queried_cb (GtkListItem *item, int x, int y, gboolean is_keyboard, GtkTooltip *tooltip)
{
  PnrSuggestion *suggestion = gtk_list_item_get_item (item);
  g_autofree char *words = NULL;

  if (suggestion == NULL
      || pnr_suggestion_get_facts (suggestion)->kind != PNR_RELATION_KIND_CROSS_SELL)
    return FALSE;
  words = dup_lift_words (pnr_suggestion_get_facts (suggestion));
  gtk_tooltip_set_text (tooltip, words);
  return TRUE;
}

static void
cell_setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  PnrSuggestionColumn column = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), "column"));
  GtkWidget *label = pnr_cell_text_new (column == COLUMN_TOGETHER || column == COLUMN_LIFT
                                        || column == COLUMN_MARGIN);
  GtkWidget *box;

  if (column != COLUMN_PAIR && column != COLUMN_SENTENCE)
    gtk_widget_add_css_class (label, "numeric");
  if (column == COLUMN_SENTENCE)
    gtk_widget_add_css_class (label, "dim-label");
  if (column == COLUMN_PAIR)
    gtk_widget_set_size_request (label, LEAST_PAIR_WIDTH, -1);
  if (column != COLUMN_LIFT) {
    g_object_set_data (G_OBJECT (label), "list-item", item);
    gtk_list_item_set_child (item, label);
    return;
  }
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (label), 5);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), pnr_lift_bar_new ());
  g_object_set_data (G_OBJECT (box), "list-item", item);
  gtk_widget_set_has_tooltip (box, TRUE);
  g_signal_connect_object (box, "query-tooltip", G_CALLBACK (lift_tooltip_queried_cb), item,
                           G_CONNECT_SWAPPED);
  gtk_list_item_set_child (item, box);
}

static void
bind_lift (GtkWidget *box, const PnrSuggestionFacts *facts)
{
  GtkWidget *bar = gtk_widget_get_last_child (box);
  g_autofree char *lift = pnr_wording_dup_number (facts->lift, 1);
  g_autofree char *words = dup_lift_words (facts);

  gtk_widget_set_visible (bar, facts->kind == PNR_RELATION_KIND_CROSS_SELL);
  if (facts->kind != PNR_RELATION_KIND_CROSS_SELL) {
    pnr_cell_text_set (gtk_widget_get_first_child (box), "–");
    return;
  }
  pnr_cell_text_set (gtk_widget_get_first_child (box), lift);
  pnr_lift_bar_set_lift (PNR_LIFT_BAR (bar), facts->lift, facts->lift_low, facts->lift_high);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static char *
pnr_suggestions_page_dup_cell (PnrSuggestionsPage *self, PnrSuggestion *suggestion,
                               PnrSuggestionColumn column)
{
  const PnrSuggestionFacts *facts = pnr_suggestion_get_facts (suggestion);

  switch (column) {
  case COLUMN_PAIR:
    return pnr_suggestions_page_dup_pair (suggestion);
  case COLUMN_KIND:
    return g_strdup (pnr_wording_get_relation_kind (facts->kind));
  case COLUMN_TOGETHER:
    return pnr_wording_dup_count (facts->n_together);
  case COLUMN_MARGIN:
    return pnr_session_format_money (self->session, facts->expected_margin_minor);
  case COLUMN_SENTENCE:
    return pnr_suggestion_dup_sentence (suggestion);
  case COLUMN_LIFT:
  case N_COLUMNS:
  default:
    g_assert_not_reached ();
  }
}

static void
cell_bind_cb (PnrSuggestionsPage *self, GtkListItem *item, GtkListItemFactory *factory)
{
  PnrSuggestionColumn column = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), "column"));
  PnrSuggestion *suggestion = gtk_list_item_get_item (item);
  GtkWidget *child = gtk_list_item_get_child (item);
  GtkWidget *row = gtk_widget_get_parent (gtk_widget_get_parent (child));
  g_autofree char *text = NULL;

  if (column == COLUMN_LIFT) {
    bind_lift (child, pnr_suggestion_get_facts (suggestion));
    return;
  }
  text = pnr_suggestions_page_dup_cell (self, suggestion, column);
  pnr_cell_text_set (child, text);
  if (column == COLUMN_PAIR && row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static int
compare_suggestions (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const PnrSuggestionFacts *first = pnr_suggestion_get_facts ((PnrSuggestion *) a);
  const PnrSuggestionFacts *second = pnr_suggestion_get_facts ((PnrSuggestion *) b);

  switch (GPOINTER_TO_INT (user_data)) {
  case COLUMN_KIND:
    return (int) first->kind - (int) second->kind;
  case COLUMN_TOGETHER:
    return (first->n_together > second->n_together) - (first->n_together < second->n_together);
  case COLUMN_LIFT:
    return (first->lift > second->lift) - (first->lift < second->lift);
  case COLUMN_MARGIN:
    return (first->expected_margin_minor > second->expected_margin_minor)
           - (first->expected_margin_minor < second->expected_margin_minor);
  default:
    return g_utf8_collate (pnr_suggestion_get_from_title ((PnrSuggestion *) a),
                           pnr_suggestion_get_from_title ((PnrSuggestion *) b));
  }
}

static void
pnr_suggestions_page_add_column (PnrSuggestionsPage *self, PnrSuggestionColumn column)
{
  const char *titles[N_COLUMNS] = { C_ ("column", "From → to"),    C_ ("column", "Kind"),
                                    C_ ("column", "Together"),     C_ ("column", "Lift"),
                                    C_ ("column", "Margin / 100"), C_ ("column", "Why") };
  static const int widths[N_COLUMNS] = { -1, 112, 96, 160, 112, -1 };
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) view_column = NULL;

  g_object_set_data (G_OBJECT (factory), "column", GINT_TO_POINTER (column));
  g_signal_connect (factory, "setup", G_CALLBACK (cell_setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (cell_bind_cb), self, G_CONNECT_SWAPPED);
  view_column = gtk_column_view_column_new (titles[column], factory);
  gtk_column_view_column_set_expand (view_column, widths[column] < 0);
  gtk_column_view_column_set_resizable (view_column, TRUE);
  if (widths[column] > 0)
    gtk_column_view_column_set_fixed_width (view_column, widths[column]);
  if (column != COLUMN_SENTENCE) {
    g_autoptr (GtkSorter) sorter =
        GTK_SORTER (gtk_custom_sorter_new (compare_suggestions, GINT_TO_POINTER (column), NULL));

    gtk_column_view_column_set_sorter (view_column, sorter);
  }
  gtk_column_view_append_column (self->view, view_column);
  if (column == COLUMN_TOGETHER || column == COLUMN_MARGIN)
    pnr_column_head_align_end (self->view, view_column);
}

static gboolean
arrange_cb (gpointer user_data)
{
  PnrSuggestionsPage *self = user_data;
  g_autoptr (GtkColumnViewColumn) why =
      g_list_model_get_item (gtk_column_view_get_columns (self->view), COLUMN_SENTENCE);

  self->arrange_id = 0;
  gtk_column_view_column_set_visible (why, self->width >= ROOM_FOR_WHY);
  return G_SOURCE_REMOVE;
}

/* A column comes and goes after the frame: not while places are handed out. */
static void
width_changed_cb (PnrSuggestionsPage *self, GParamSpec *pspec, GtkAdjustment *adjustment)
{
  int width = (int) gtk_adjustment_get_page_size (adjustment);

  if (width != self->width && self->arrange_id == 0)
    self->arrange_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, arrange_cb, self, NULL);
  self->width = width;
}

/* The columns; the last one only where it has room. */
void
pnr_suggestions_page_add_columns (PnrSuggestionsPage *self)
{
  for (int column = 0; column < N_COLUMNS; column++)
    pnr_suggestions_page_add_column (self, column);
  g_signal_connect_object (gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (self->view)),
                           "notify::page-size", G_CALLBACK (width_changed_cb), self,
                           G_CONNECT_SWAPPED);
}
