/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One assumption of a scenario: value, likely range and source, or the rule that holds unset. */
#include "config.h"

#include "ui/scenarios/pnr-assumption-row.h"

#include "ui/pnr-wording.h"
#include "ui/scenarios/pnr-assumption-words.h"

#include <glib/gi18n.h>
#include <string.h>

struct _PnrAssumptionRow {
  AdwExpanderRow parent_instance;

  GtkButton *clear_button;
  /* NULL until the row is opened */
  AdwActionRow *value_row;
  GtkEntry *value_entry;
  AdwActionRow *range_row;
  GtkEntry *low_entry;
  GtkEntry *high_entry;
  GtkEntry *source_entry;

  char *name;
  PnrAssumptionWords words;
  PnrAssumption *good; /* what the entries said when they last made sense */
  gboolean is_showing;
};

enum {
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PnrAssumptionRow, pnr_assumption_row, ADW_TYPE_EXPANDER_ROW)

/* What stands in an entry: nothing, a number, or something else. */
typedef enum {
  PNR_ENTRY_EMPTY,
  PNR_ENTRY_NUMBER,
  PNR_ENTRY_WRONG,
} PnrEntryState;

static PnrEntryState
pnr_assumption_row_read (PnrAssumptionRow *self, GtkEntry *entry, double *number)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));

  *number = 0.0;
  if (text[0] == '\0')
    return PNR_ENTRY_EMPTY;
  return pnr_assumption_words_read (&self->words, text, number) ? PNR_ENTRY_NUMBER
                                                                : PNR_ENTRY_WRONG;
}

static void
set_wrong (GtkEntry *entry, gboolean is_wrong)
{
  if (is_wrong)
    gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
      is_wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
complain (AdwActionRow *row, const char *sentence, const char *otherwise)
{
  adw_action_row_set_subtitle (row, sentence != NULL ? sentence : otherwise);
  if (sentence != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
}

static const char *
pnr_assumption_row_check_value (PnrAssumptionRow *self)
{
  double value;
  double low;
  double high;
  PnrEntryState state = pnr_assumption_row_read (self, self->value_entry, &value);

  if (state == PNR_ENTRY_WRONG)
    return _ ("This is not a number.");
  if (state == PNR_ENTRY_NUMBER && (value < self->words.least || value > self->words.most))
    return self->words.bounds;
  if (state == PNR_ENTRY_EMPTY
      && (pnr_assumption_row_read (self, self->low_entry, &low) != PNR_ENTRY_EMPTY
          || pnr_assumption_row_read (self, self->high_entry, &high) != PNR_ENTRY_EMPTY))
    return _ ("A range needs a value inside it.");
  return NULL;
}

static const char *
pnr_assumption_row_check_range (PnrAssumptionRow *self)
{
  double value;
  double low;
  double high;
  PnrEntryState value_state = pnr_assumption_row_read (self, self->value_entry, &value);
  PnrEntryState low_state = pnr_assumption_row_read (self, self->low_entry, &low);
  PnrEntryState high_state = pnr_assumption_row_read (self, self->high_entry, &high);

  if (low_state == PNR_ENTRY_WRONG || high_state == PNR_ENTRY_WRONG)
    return _ ("Both ends must be numbers.");
  if (low_state != high_state)
    return _ ("Enter both ends, or none.");
  if (low_state == PNR_ENTRY_EMPTY)
    return NULL;
  if (low > high)
    return _ ("The lower end is above the upper end.");
  if (low < self->words.least || high > self->words.most)
    return self->words.bounds;
  if (value_state == PNR_ENTRY_NUMBER && (value < low || value > high))
    return _ ("The value must lie inside its range.");
  return NULL;
}

static gboolean
pnr_assumption_row_check (PnrAssumptionRow *self)
{
  const char *value_sentence = pnr_assumption_row_check_value (self);
  const char *range_sentence = pnr_assumption_row_check_range (self);

  complain (self->value_row, value_sentence, "");
  complain (self->range_row, range_sentence, self->words.range);
  set_wrong (self->value_entry, value_sentence != NULL);
  set_wrong (self->low_entry, range_sentence != NULL);
  set_wrong (self->high_entry, range_sentence != NULL);
  return value_sentence == NULL && range_sentence == NULL;
}

/* Whoever left the numbers and their source as they were has not set them anew. */
static void
pnr_assumption_row_sign (PnrAssumptionRow *self, PnrAssumption *assumption)
{
  PnrAssumption *before = self->good;
  gboolean is_same =
      before != NULL && pnr_assumption_get_value (before) == pnr_assumption_get_value (assumption)
      && pnr_assumption_get_low (before) == pnr_assumption_get_low (assumption)
      && pnr_assumption_get_high (before) == pnr_assumption_get_high (assumption)
      && g_strcmp0 (pnr_assumption_get_source (before), pnr_assumption_get_source (assumption))
             == 0;

  pnr_assumption_set_author (assumption,
                             is_same ? pnr_assumption_get_author (before) : g_get_real_name ());
  pnr_assumption_set_created (assumption, is_same ? pnr_assumption_get_created (before)
                                                  : g_get_real_time () / G_USEC_PER_SEC);
}

/* (transfer full) (nullable): what the entries say, which make sense; NULL where they are empty. */
static PnrAssumption *
pnr_assumption_row_read_all (PnrAssumptionRow *self)
{
  g_autoptr (PnrAssumption) assumption = NULL;
  double value;
  double low;
  double high;

  if (pnr_assumption_row_read (self, self->value_entry, &value) != PNR_ENTRY_NUMBER)
    return NULL;
  if (pnr_assumption_row_read (self, self->low_entry, &low) != PNR_ENTRY_NUMBER
      || pnr_assumption_row_read (self, self->high_entry, &high) != PNR_ENTRY_NUMBER)
    low = high = value;
  assumption = pnr_assumption_new ();
  pnr_assumption_set_name (assumption, self->name);
  pnr_assumption_set_value (assumption, value);
  pnr_assumption_set_low (assumption, low);
  pnr_assumption_set_high (assumption, high);
  pnr_assumption_set_source (assumption, gtk_editable_get_text (GTK_EDITABLE (self->source_entry)));
  pnr_assumption_row_sign (self, assumption);
  return g_steal_pointer (&assumption);
}

static char *
pnr_assumption_row_dup_figure (PnrAssumptionRow *self, double value)
{
  g_autofree char *number = pnr_assumption_words_dup_figure (value * self->words.scale);

  return g_strdup_printf ("%s %s", number, self->words.unit);
}

static void
pnr_assumption_row_append_signature (PnrAssumption *assumption, GString *text)
{
  const char *author = pnr_assumption_get_author (assumption);

  if (author != NULL && *author != '\0')
    g_string_append_printf (text, " · %s", author);
  if (pnr_assumption_get_created (assumption) > 0) {
    g_autofree char *date = pnr_wording_dup_date (pnr_assumption_get_created (assumption));

    g_string_append_printf (text, " · %s", date);
  }
}

/* "12,000 people, between 8,000 and 20,000 · Web statistics of March · Ada · 2 March". */
static void
pnr_assumption_row_summarise (PnrAssumptionRow *self)
{
  g_autoptr (PnrAssumption) assumption = pnr_assumption_row_dup_assumption (self);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *figure = NULL;
  double low;
  double high;

  gtk_widget_set_visible (GTK_WIDGET (self->clear_button), assumption != NULL);
  if (assumption == NULL) {
    adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), self->words.rule);
    return;
  }
  figure = pnr_assumption_row_dup_figure (self, pnr_assumption_get_value (assumption));
  low = pnr_assumption_get_low (assumption);
  high = pnr_assumption_get_high (assumption);
  g_string_append (text, figure);
  if (low < high) {
    g_autofree char *least = pnr_assumption_row_dup_figure (self, low);
    g_autofree char *most = pnr_assumption_row_dup_figure (self, high);

    g_string_append (text, ", ");
    g_string_append_printf (text, _ ("between %s and %s"), least, most);
  }
  g_string_append (text, " · ");
  g_string_append (text, *pnr_assumption_get_source (assumption) != '\0'
                             ? pnr_assumption_get_source (assumption)
                             : _ ("no source given"));
  pnr_assumption_row_append_signature (assumption, text);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), text->str);
}

static void
text_changed_cb (PnrAssumptionRow *self)
{
  if (self->is_showing || !pnr_assumption_row_check (self))
    return;
  g_clear_object (&self->good);
  self->good = pnr_assumption_row_read_all (self);
  pnr_assumption_row_summarise (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
clear_clicked_cb (PnrAssumptionRow *self)
{
  pnr_assumption_row_set_assumption (self, NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* A number that is being typed ("0.50") is left alone while it means the same. */
static void
pnr_assumption_row_show_number (PnrAssumptionRow *self, GtkEntry *entry, gboolean is_set,
                                double number)
{
  g_autofree char *text = NULL;
  double present;
  PnrEntryState state = pnr_assumption_row_read (self, entry, &present);

  if (is_set ? state == PNR_ENTRY_NUMBER && present == number : state == PNR_ENTRY_EMPTY)
    return;
  text = is_set ? pnr_assumption_words_dup_number (&self->words, number) : g_strdup ("");
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
pnr_assumption_row_fill_entries (PnrAssumptionRow *self)
{
  double value = 0.0;
  double low = 0.0;
  double high = 0.0;
  const char *source = "";

  if (self->good != NULL) {
    value = pnr_assumption_get_value (self->good);
    low = pnr_assumption_get_low (self->good);
    high = pnr_assumption_get_high (self->good);
    if (pnr_assumption_get_source (self->good) != NULL)
      source = pnr_assumption_get_source (self->good);
  }
  self->is_showing = TRUE;
  pnr_assumption_row_show_number (self, self->value_entry, self->good != NULL, value);
  pnr_assumption_row_show_number (self, self->low_entry, low < high, low);
  pnr_assumption_row_show_number (self, self->high_entry, low < high, high);
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->source_entry)), source) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->source_entry), source);
  self->is_showing = FALSE;
}

/* Entries of several rows must be told apart by ear: @pattern is as "%s: value". */
static void
name_part (GtkWidget *widget, const char *pattern, const char *title)
{
  g_auto (GStrv) around = g_strsplit (pattern, "%s", 2);
  g_autofree char *label = g_strjoinv (title, around);

  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static GtkEntry *
pnr_assumption_row_take_entry (PnrAssumptionRow *self, GtkBuilder *builder, const char *id,
                               const char *pattern)
{
  GtkWidget *entry = GTK_WIDGET (gtk_builder_get_object (builder, id));

  name_part (entry, pattern, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)));
  g_signal_connect_object (entry, "changed", G_CALLBACK (text_changed_cb), self, G_CONNECT_SWAPPED);
  return GTK_ENTRY (entry);
}

/* A form of twenty assumptions would make and measure eighty entries that few people open. */
static void
pnr_assumption_row_build_entries (PnrAssumptionRow *self)
{
  static const char *const rows[] = { "value_row", "range_row", "source_row" };
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource ("/org/pannier/Pannier/ui/scenarios/pnr-assumption-entries.ui");

  self->value_row = ADW_ACTION_ROW (gtk_builder_get_object (builder, "value_row"));
  self->range_row = ADW_ACTION_ROW (gtk_builder_get_object (builder, "range_row"));
  self->value_entry = pnr_assumption_row_take_entry (self, builder, "value_entry", _ ("%s: value"));
  self->low_entry = pnr_assumption_row_take_entry (self, builder, "low_entry", _ ("%s: lower end"));
  self->high_entry =
      pnr_assumption_row_take_entry (self, builder, "high_entry", _ ("%s: upper end"));
  self->source_entry =
      pnr_assumption_row_take_entry (self, builder, "source_entry", _ ("%s: source"));
  gtk_label_set_label (GTK_LABEL (gtk_builder_get_object (builder, "unit_label")),
                       self->words.unit);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (self),
                              GTK_WIDGET (gtk_builder_get_object (builder, rows[i])));
  pnr_assumption_row_fill_entries (self);
  pnr_assumption_row_check (self);
}

static void
expanded_cb (PnrAssumptionRow *self)
{
  if (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)) && self->value_entry == NULL)
    pnr_assumption_row_build_entries (self);
}

static void
pnr_assumption_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PNR_TYPE_ASSUMPTION_ROW);

  G_OBJECT_CLASS (pnr_assumption_row_parent_class)->dispose (object);
}

static void
pnr_assumption_row_finalize (GObject *object)
{
  g_clear_object (&PNR_ASSUMPTION_ROW (object)->good);
  g_free (PNR_ASSUMPTION_ROW (object)->name);

  G_OBJECT_CLASS (pnr_assumption_row_parent_class)->finalize (object);
}

static void
pnr_assumption_row_class_init (PnrAssumptionRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_assumption_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = pnr_assumption_row_finalize;

  signals[CHANGED] = g_signal_new ("changed", PNR_TYPE_ASSUMPTION_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/scenarios/pnr-assumption-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrAssumptionRow, clear_button);
  gtk_widget_class_bind_template_callback (widget_class, expanded_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_clicked_cb);
}

static void
pnr_assumption_row_init (PnrAssumptionRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

PnrAssumptionRow *
pnr_assumption_row_new (const char *name, const char *currency)
{
  PnrAssumptionRow *self = g_object_new (PNR_TYPE_ASSUMPTION_ROW, NULL);
  g_autofree char *title = pnr_assumption_words_dup_title (name);

  self->name = g_strdup (name);
  self->words = pnr_assumption_words_get (name, currency);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  name_part (GTK_WIDGET (self->clear_button), _ ("%s: clear"), title);
  pnr_assumption_row_set_assumption (self, NULL);
  return self;
}

const char *
pnr_assumption_row_get_name (PnrAssumptionRow *self)
{
  g_return_val_if_fail (PNR_IS_ASSUMPTION_ROW (self), NULL);

  return self->name;
}

/**
 * pnr_assumption_row_set_assumption:
 * @self: a row
 * @assumption: (nullable): what is assumed; NULL for the rule that holds unset
 */
void
pnr_assumption_row_set_assumption (PnrAssumptionRow *self, PnrAssumption *assumption)
{
  g_return_if_fail (PNR_IS_ASSUMPTION_ROW (self));

  g_set_object (&self->good, assumption);
  if (self->value_entry != NULL) {
    pnr_assumption_row_fill_entries (self);
    pnr_assumption_row_check (self);
  }
  pnr_assumption_row_summarise (self);
}

/**
 * pnr_assumption_row_dup_assumption:
 * @self: a row
 *
 * While the entries make no sense, what they said before still holds.
 *
 * Returns: (transfer full) (nullable): what is assumed, NULL where nothing is
 */
PnrAssumption *
pnr_assumption_row_dup_assumption (PnrAssumptionRow *self)
{
  g_return_val_if_fail (PNR_IS_ASSUMPTION_ROW (self), NULL);

  if (self->value_entry != NULL && pnr_assumption_row_check (self))
    return pnr_assumption_row_read_all (self);
  return self->good != NULL ? g_object_ref (self->good) : NULL;
}

/* Opens the row and puts the cursor into its value. */
void
pnr_assumption_row_open (PnrAssumptionRow *self)
{
  g_return_if_fail (PNR_IS_ASSUMPTION_ROW (self));

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->value_entry));
}
