/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One tier of a price: from where on how much is off, and what that comes to. */
#include "config.h"

#include "ui/bundles/pnr-tier-row.h"

#include "ui/bundles/pnr-amount-entry.h"

#include <glib/gi18n.h>

struct _PnrTierRow {
  AdwActionRow parent_instance;

  PnrAmountEntry *start_entry;
  PnrAmountEntry *value_entry;
  GtkWidget *remove_button;

  PnrPriceTier tier;
};

enum {
  TYPED,
  SETTLED,
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PnrTierRow, pnr_tier_row, ADW_TYPE_ACTION_ROW)

static void
start_typed_cb (PnrTierRow *self, gint64 start)
{
  self->tier.start = start;
  g_signal_emit (self, signals[TYPED], 0);
}

static void
value_typed_cb (PnrTierRow *self, gint64 value)
{
  self->tier.value = value;
  g_signal_emit (self, signals[TYPED], 0);
}

static void
settled_cb (PnrTierRow *self)
{
  g_signal_emit (self, signals[SETTLED], 0);
}

static void
remove_clicked_cb (PnrTierRow *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static void
pnr_tier_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PNR_TYPE_TIER_ROW);

  G_OBJECT_CLASS (pnr_tier_row_parent_class)->dispose (object);
}

static void
pnr_tier_row_class_init (PnrTierRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_tier_row_dispose;

  signals[TYPED] = g_signal_new ("typed", PNR_TYPE_TIER_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  signals[SETTLED] = g_signal_new ("settled", PNR_TYPE_TIER_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[REMOVED] = g_signal_new ("removed", PNR_TYPE_TIER_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);

  g_type_ensure (PNR_TYPE_AMOUNT_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/pannier/Pannier/ui/bundles/pnr-tier-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrTierRow, start_entry);
  gtk_widget_class_bind_template_child (widget_class, PnrTierRow, value_entry);
  gtk_widget_class_bind_template_child (widget_class, PnrTierRow, remove_button);
  gtk_widget_class_bind_template_callback (widget_class, start_typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, value_typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, settled_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked_cb);
}

static void
pnr_tier_row_init (PnrTierRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pnr_amount_entry_set_compact (self->start_entry);
  pnr_amount_entry_set_compact (self->value_entry);
}

GtkWidget *
pnr_tier_row_new (PnrSession *session)
{
  PnrTierRow *self = g_object_new (PNR_TYPE_TIER_ROW, NULL);

  pnr_amount_entry_set_session (self->start_entry, session);
  pnr_amount_entry_set_session (self->value_entry, session);
  return GTK_WIDGET (self);
}

PnrPriceTier
pnr_tier_row_get_tier (PnrTierRow *self)
{
  g_return_val_if_fail (PNR_IS_TIER_ROW (self), (PnrPriceTier){ 0 });

  return self->tier;
}

static void
pnr_tier_row_name (PnrTierRow *self, guint number)
{
  /* Translators: the number of a tier. */
  g_autofree char *title = g_strdup_printf (_ ("Tier %u"), number);
  g_autofree char *start = g_strdup_printf (_ ("Start of tier %u"), number);
  g_autofree char *value = g_strdup_printf (_ ("Off in tier %u"), number);
  g_autofree char *removal = g_strdup_printf (_ ("Remove tier %u"), number);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  pnr_amount_entry_set_label (self->start_entry, start);
  pnr_amount_entry_set_label (self->value_entry, value);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, removal, -1);
}

/**
 * pnr_tier_row_show:
 * @self: a row
 * @rule: a rule with tiers
 * @index: which of them
 * @outcome: what the tier comes to, in words
 * @is_loss: whether it leaves less than the goods cost
 */
void
pnr_tier_row_show (PnrTierRow *self, const PnrPriceRule *rule, guint index, const char *outcome,
                   gboolean is_loss)
{
  gboolean is_count = rule->tier_basis == PNR_PRICE_TIER_BASIS_COUNT;
  gboolean is_share = rule->tier_effect == PNR_PRICE_TIER_EFFECT_PERCENT_OFF;
  gboolean is_wrong;

  g_return_if_fail (PNR_IS_TIER_ROW (self));

  self->tier = rule->tiers[index];
  pnr_tier_row_name (self, index + 1);
  pnr_amount_entry_set_measure (self->start_entry, is_count ? PNR_AMOUNT_COUNT : PNR_AMOUNT_MONEY);
  pnr_amount_entry_set_measure (self->value_entry,
                                is_share ? PNR_AMOUNT_PERCENT : PNR_AMOUNT_MONEY);
  pnr_amount_entry_show (self->start_entry, self->tier.start);
  pnr_amount_entry_show (self->value_entry, self->tier.value);
  is_wrong = pnr_amount_entry_is_wrong (self->start_entry)
             || pnr_amount_entry_is_wrong (self->value_entry);
  gtk_widget_set_sensitive (self->remove_button, rule->n_tiers > 1);
  adw_action_row_set_subtitle (
      ADW_ACTION_ROW (self),
      is_wrong ? _ ("This cannot be read. Until it can, the old one counts.") : outcome);
  if (is_wrong || is_loss)
    gtk_widget_add_css_class (GTK_WIDGET (self), is_wrong ? "error" : "warning");
  if (!is_wrong)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  if (!is_loss)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "warning");
}
