/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A field for one amount, percentage or number, read as it is typed, with its unit.
 *
 * Percentages are in millionths of the whole. What is wrong is said in the subtitle of the row that
 * holds the field; until it is put right the value counts that stood there before the typing: the
 * first letters of a wrong amount may well be a right one. */
#include "config.h"

#include "ui/bundles/pnr-amount-entry.h"

#include "ui/pnr-wording.h"

#include <glib/gi18n.h>
#include <string.h>

#define PERCENT_DIGITS 4
#define MILLION 1000000
#define MOST_COUNT 999

struct _PnrAmountEntry {
  AdwBin parent_instance;

  GtkEntry *entry;
  GtkLabel *unit_label;

  PnrSession *session;
  AdwActionRow *row; /* weak: it holds us */
  PnrAmountMeasure measure;
  gint64 value;
  gint64 kept; /* the value before what is being typed */
  gboolean may_be_empty;
  gboolean is_showing;
  gboolean is_wrong;
};

enum {
  TYPED,
  SETTLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PnrAmountEntry, pnr_amount_entry, ADW_TYPE_BIN)

static const char *
pnr_amount_entry_get_currency (PnrAmountEntry *self)
{
  return pnr_plan_get_currency (pnr_session_get_plan (self->session));
}

/* All digits: what is shown is what would be read. */
static char *
pnr_amount_entry_dup_text (PnrAmountEntry *self, gint64 value)
{
  if (value == PNR_AMOUNT_NONE)
    return g_strdup ("");
  if (self->measure == PNR_AMOUNT_MONEY)
    return pnr_wording_dup_plain_money (value, pnr_amount_entry_get_currency (self));
  return pnr_wording_dup_scaled (value, self->measure == PNR_AMOUNT_PERCENT ? PERCENT_DIGITS : 0);
}

static char *
pnr_amount_entry_read_money (PnrAmountEntry *self, const char *text, gint64 *value)
{
  g_autofree char *most = NULL;

  if (!pnr_wording_read_money (text, pnr_amount_entry_get_currency (self), value) || *value < 0)
    return g_strdup (_ ("Type an amount. Until then the old one counts."));
  if (*value <= PNR_WORDING_MOST_MINOR)
    return NULL;
  most = pnr_session_format_money (self->session, PNR_WORDING_MOST_MINOR);
  return g_strdup_printf (_ ("At most %s can be typed. Until then the old one counts."), most);
}

/* A part of a piece is not rounded to a whole one. */
static gboolean
pnr_amount_entry_read_count (const char *text, gint64 *value)
{
  gint64 milli;

  if (!pnr_wording_read_scaled (text, 3, &milli) || milli % 1000 != 0)
    return FALSE;
  *value = milli / 1000;
  return *value >= 1 && *value <= MOST_COUNT;
}

/* (nullable): what is wrong with the text; else it is in @value. */
static char *
pnr_amount_entry_read (PnrAmountEntry *self, const char *text, gint64 *value)
{
  if (text[0] == '\0' && self->may_be_empty) {
    *value = PNR_AMOUNT_NONE;
    return NULL;
  }
  switch (self->measure) {
  case PNR_AMOUNT_PERCENT:
    if (pnr_wording_read_scaled (text, PERCENT_DIGITS, value) && *value >= 0 && *value <= MILLION)
      return NULL;
    return g_strdup (_ ("Type a percentage from 0 to 100. Until then the old one counts."));
  case PNR_AMOUNT_COUNT:
    if (pnr_amount_entry_read_count (text, value))
      return NULL;
    return g_strdup (_ ("Type a whole number from 1 to 999. Until then the old one counts."));
  case PNR_AMOUNT_MONEY:
  default:
    return pnr_amount_entry_read_money (self, text, value);
  }
}

static void
pnr_amount_entry_complain (PnrAmountEntry *self, const char *sentence)
{
  gboolean was_wrong = self->is_wrong;

  self->is_wrong = sentence != NULL;
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
      sentence != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  if (sentence != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  if (self->row == NULL || (sentence == NULL && !was_wrong))
    return;
  adw_action_row_set_subtitle (self->row, sentence != NULL ? sentence : "");
  if (sentence != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->row), "error");
}

static char *
pnr_amount_entry_dup_typed (PnrAmountEntry *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
}

/* A value that nobody touched is not read: it may say less than the plan knows. */
static void
changed_cb (PnrAmountEntry *self)
{
  g_autofree char *typed = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *sentence = NULL;
  gint64 value = self->value;

  if (self->is_showing || self->session == NULL)
    return;
  typed = pnr_amount_entry_dup_typed (self);
  shown = pnr_amount_entry_dup_text (self, self->value);
  if (strcmp (typed, shown) != 0)
    sentence = pnr_amount_entry_read (self, typed, &value);
  pnr_amount_entry_complain (self, sentence);
  if (sentence != NULL)
    value = self->kept;
  if (value == self->value)
    return;
  self->value = value;
  g_signal_emit (self, signals[TYPED], 0, value);
}

static void
left_cb (PnrAmountEntry *self)
{
  self->kept = self->value;
}

static void
activated_cb (PnrAmountEntry *self)
{
  self->kept = self->value;
  g_signal_emit (self, signals[SETTLED], 0);
}

static gboolean
pnr_amount_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PNR_AMOUNT_ENTRY (widget)->entry));
}

static void
pnr_amount_entry_dispose (GObject *object)
{
  PnrAmountEntry *self = PNR_AMOUNT_ENTRY (object);

  g_clear_weak_pointer (&self->row);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_AMOUNT_ENTRY);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (pnr_amount_entry_parent_class)->dispose (object);
}

static void
pnr_amount_entry_class_init (PnrAmountEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_amount_entry_dispose;
  widget_class->grab_focus = pnr_amount_entry_grab_focus;

  signals[TYPED] = g_signal_new ("typed", PNR_TYPE_AMOUNT_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SETTLED] = g_signal_new ("settled", PNR_TYPE_AMOUNT_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/bundles/pnr-amount-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrAmountEntry, entry);
  gtk_widget_class_bind_template_child (widget_class, PnrAmountEntry, unit_label);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, left_cb);
}

static void
pnr_amount_entry_init (PnrAmountEntry *self)
{
  self->value = self->kept = PNR_AMOUNT_NONE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
pnr_amount_entry_set_session (PnrAmountEntry *self, PnrSession *session)
{
  g_return_if_fail (PNR_IS_AMOUNT_ENTRY (self));

  g_set_object (&self->session, session);
  pnr_amount_entry_set_measure (self, self->measure);
}

void
pnr_amount_entry_set_measure (PnrAmountEntry *self, PnrAmountMeasure measure)
{
  const char *unit = "";

  g_return_if_fail (PNR_IS_AMOUNT_ENTRY (self));

  self->measure = measure;
  if (measure == PNR_AMOUNT_PERCENT)
    unit = "%";
  else if (measure == PNR_AMOUNT_MONEY && self->session != NULL)
    unit = pnr_amount_entry_get_currency (self);
  gtk_label_set_label (self->unit_label, unit);
  gtk_widget_set_visible (GTK_WIDGET (self->unit_label), unit[0] != '\0');
}

void
pnr_amount_entry_set_may_be_empty (PnrAmountEntry *self, gboolean may_be_empty)
{
  g_return_if_fail (PNR_IS_AMOUNT_ENTRY (self));

  self->may_be_empty = may_be_empty;
}

/* Without the room that lines up units of several lengths below each other. */
void
pnr_amount_entry_set_compact (PnrAmountEntry *self)
{
  g_return_if_fail (PNR_IS_AMOUNT_ENTRY (self));

  gtk_label_set_width_chars (self->unit_label, -1);
}

void
pnr_amount_entry_set_label (PnrAmountEntry *self, const char *label)
{
  g_return_if_fail (PNR_IS_AMOUNT_ENTRY (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

/* The row that says what is wrong, under its title. */
void
pnr_amount_entry_set_row (PnrAmountEntry *self, AdwActionRow *row)
{
  g_return_if_fail (PNR_IS_AMOUNT_ENTRY (self));

  g_set_weak_pointer (&self->row, row);
}

static gboolean
has_focus_in (GtkEntry *entry)
{
  return (gtk_widget_get_state_flags (GTK_WIDGET (entry)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

/**
 * pnr_amount_entry_show:
 * @self: a field
 * @value: what it says from now on, or %PNR_AMOUNT_NONE
 *
 * What is being typed is not pulled from under the fingers: not a wrong word, which is about to be
 * put right, and not one that means the same. A wrong word that was left stays with its complaint.
 */
void
pnr_amount_entry_show (PnrAmountEntry *self, gint64 value)
{
  g_autofree char *text = NULL;
  g_autofree char *present = NULL;
  g_autofree char *problem = NULL;
  gint64 read;

  g_return_if_fail (PNR_IS_AMOUNT_ENTRY (self));

  if (self->is_wrong && (has_focus_in (self->entry) || value == self->value))
    return;
  if (value != self->value || !has_focus_in (self->entry))
    self->kept = value;
  self->value = value;
  pnr_amount_entry_complain (self, NULL);
  present = pnr_amount_entry_dup_typed (self);
  problem = pnr_amount_entry_read (self, present, &read);
  if (has_focus_in (self->entry) && problem == NULL && read == value)
    return;
  text = pnr_amount_entry_dup_text (self, value);
  self->is_showing = TRUE;
  if (g_strcmp0 (present, text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  self->is_showing = FALSE;
}

/* Another thing is shown from now on: what was wrong with the last one is no longer of interest. */
void
pnr_amount_entry_forget (PnrAmountEntry *self)
{
  g_return_if_fail (PNR_IS_AMOUNT_ENTRY (self));

  pnr_amount_entry_complain (self, NULL);
}

gboolean
pnr_amount_entry_is_wrong (PnrAmountEntry *self)
{
  g_return_val_if_fail (PNR_IS_AMOUNT_ENTRY (self), FALSE);

  return self->is_wrong;
}
