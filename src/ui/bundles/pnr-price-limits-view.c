/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which prices may be suggested: how much is taken off at most, and what they end in.
 *
 * They are for this search, not part of the bundle: its margin floor is, and stands in its terms.
 */
#include "config.h"

#include "ui/bundles/pnr-price-limits-view.h"

#include "base/pnr-currency.h"
#include "ui/bundles/pnr-amount-entry.h"

#include <glib/gi18n.h>
#include <math.h>

#define MOST_ENDINGS 2

/* Hundredths of the currency's unit; -1 for none. */
static const int endings[][MOST_ENDINGS] = {
  { -1, -1 }, { 99, -1 }, { 95, -1 }, { 95, 99 }, { 90, -1 }, { 0, -1 },
};

struct _PnrPriceLimitsView {
  AdwBin parent_instance;

  AdwActionRow *discount_row;
  PnrAmountEntry *discount_entry;
  GtkWidget *ending_row;
  GtkDropDown *ending_drop_down;

  PnrSession *session;
  gint64 discount_ppm;
  gint64 endings_minor[MOST_ENDINGS];
};

enum {
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PnrPriceLimitsView, pnr_price_limits_view, ADW_TYPE_BIN)

static gint64
pnr_price_limits_view_get_unit (PnrPriceLimitsView *self)
{
  return pnr_currency_get_unit (pnr_plan_get_currency (pnr_session_get_plan (self->session)));
}

static void
discount_typed_cb (PnrPriceLimitsView *self, gint64 discount_ppm)
{
  self->discount_ppm = discount_ppm;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
ending_chosen_cb (PnrPriceLimitsView *self)
{
  if (self->session != NULL)
    g_signal_emit (self, signals[CHANGED], 0);
}

static char *
pnr_price_limits_view_dup_ending (PnrPriceLimitsView *self, const int *ending)
{
  gint64 unit = pnr_price_limits_view_get_unit (self);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (ending[0] < 0)
    return g_strdup (C_ ("price ending", "Any"));
  first = pnr_session_format_money (self->session, unit * ending[0] / 100);
  if (ending[1] < 0)
    return g_steal_pointer (&first);
  second = pnr_session_format_money (self->session, unit * ending[1] / 100);
  /* Translators: two amounts that a price may end in. */
  return g_strdup_printf (_ ("%s or %s"), first, second);
}

static void
pnr_price_limits_view_list_endings (PnrPriceLimitsView *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    gtk_string_list_take (labels, pnr_price_limits_view_dup_ending (self, endings[i]));
  gtk_drop_down_set_model (self->ending_drop_down, G_LIST_MODEL (labels));
}

static void
pnr_price_limits_view_dispose (GObject *object)
{
  PnrPriceLimitsView *self = PNR_PRICE_LIMITS_VIEW (object);

  g_clear_object (&self->session);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_PRICE_LIMITS_VIEW);

  G_OBJECT_CLASS (pnr_price_limits_view_parent_class)->dispose (object);
}

static void
pnr_price_limits_view_class_init (PnrPriceLimitsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_price_limits_view_dispose;

  signals[CHANGED] = g_signal_new ("changed", PNR_TYPE_PRICE_LIMITS_VIEW, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (PNR_TYPE_AMOUNT_ENTRY);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/bundles/pnr-price-limits-view.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrPriceLimitsView, discount_row);
  gtk_widget_class_bind_template_child (widget_class, PnrPriceLimitsView, discount_entry);
  gtk_widget_class_bind_template_child (widget_class, PnrPriceLimitsView, ending_row);
  gtk_widget_class_bind_template_child (widget_class, PnrPriceLimitsView, ending_drop_down);
  gtk_widget_class_bind_template_callback (widget_class, discount_typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, ending_chosen_cb);
}

static void
pnr_price_limits_view_init (PnrPriceLimitsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->discount_ppm = PNR_AMOUNT_NONE;
  pnr_amount_entry_set_measure (self->discount_entry, PNR_AMOUNT_PERCENT);
  pnr_amount_entry_set_may_be_empty (self->discount_entry, TRUE);
  pnr_amount_entry_set_row (self->discount_entry, self->discount_row);
  pnr_amount_entry_set_label (self->discount_entry, _ ("Most off the sum"));
}

void
pnr_price_limits_view_set_session (PnrPriceLimitsView *self, PnrSession *session)
{
  g_return_if_fail (PNR_IS_PRICE_LIMITS_VIEW (self));
  g_return_if_fail (self->session == NULL);

  pnr_amount_entry_set_session (self->discount_entry, session);
  g_set_object (&self->session, session);
  pnr_price_limits_view_list_endings (self);
  /* Where there is nothing smaller than the unit, prices end in nothing. */
  gtk_widget_set_visible (self->ending_row, pnr_price_limits_view_get_unit (self) >= 100);
}

/**
 * pnr_price_limits_view_get_limits:
 * @self: limits of a search
 *
 * Returns: them; the endings are those of @self and change with it
 */
PnrPriceLimits
pnr_price_limits_view_get_limits (PnrPriceLimitsView *self)
{
  PnrPriceLimits limits = { .margin_floor = NAN, .max_discount = NAN };
  guint chosen = gtk_drop_down_get_selected (self->ending_drop_down);

  if (self->discount_ppm != PNR_AMOUNT_NONE)
    limits.max_discount = (double) self->discount_ppm / 1e6;
  for (guint i = 0; chosen < G_N_ELEMENTS (endings) && i < MOST_ENDINGS; i++)
    if (endings[chosen][i] >= 0)
      self->endings_minor[limits.n_endings++] =
          pnr_price_limits_view_get_unit (self) * endings[chosen][i] / 100;
  limits.endings_minor = limits.n_endings > 0 ? self->endings_minor : NULL;
  return limits;
}
