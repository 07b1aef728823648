/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The price of a bundle between what it costs and what its parts cost singly.
 *
 * Marks show the floor and the sum of the parts; below stand what the customer saves and when the
 * price pays, both at every step. */
#include "config.h"

#include "ui/bundles/pnr-price-slider.h"

#include "model/pnr-bundle-quote.h"
#include "ui/pnr-tip.h"
#include "ui/pnr-wheel.h"
#include "ui/pnr-wording.h"

#include <glib/gi18n.h>
#include <math.h>

#define STEPS 100

/* The marks are set anew only when they move: the scale lays itself out again for each. */
struct _PnrPriceSlider {
  AdwPreferencesRow parent_instance;

  GtkScale *scale;
  GtkAdjustment *adjustment;
  GtkLabel *saving_label;
  GtkLabel *pays_label;

  gint64 floor_minor;
  gint64 sum_minor;
  gint64 step_minor;
  gboolean is_showing;
};

enum {
  SLID,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PnrPriceSlider, pnr_price_slider, ADW_TYPE_PREFERENCES_ROW)

static void
value_changed_cb (PnrPriceSlider *self)
{
  gint64 price = llround (gtk_adjustment_get_value (self->adjustment) / (double) self->step_minor)
                 * self->step_minor;

  if (!self->is_showing)
    g_signal_emit (self, signals[SLID], 0, price);
}

static void
pnr_price_slider_dispose (GObject *object)
{
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), PNR_TYPE_PRICE_SLIDER);

  G_OBJECT_CLASS (pnr_price_slider_parent_class)->dispose (object);
}

static void
pnr_price_slider_class_init (PnrPriceSliderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_price_slider_dispose;

  signals[SLID] = g_signal_new ("slid", PNR_TYPE_PRICE_SLIDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_INT64);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/bundles/pnr-price-slider.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrPriceSlider, scale);
  gtk_widget_class_bind_template_child (widget_class, PnrPriceSlider, adjustment);
  gtk_widget_class_bind_template_child (widget_class, PnrPriceSlider, saving_label);
  gtk_widget_class_bind_template_child (widget_class, PnrPriceSlider, pays_label);
  gtk_widget_class_bind_template_callback (widget_class, value_changed_cb);
}

/* Whoever scrolls the page past the slider does not mean to change the price. */
static void
pnr_price_slider_ignore_wheel (PnrPriceSlider *self)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (self->scale));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

    if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
      gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_NONE);
  }
}

static void
pnr_price_slider_init (PnrPriceSlider *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pnr_wheel_leave (GTK_WIDGET (self));
  pnr_price_slider_ignore_wheel (self);
  self->step_minor = 1;
  self->floor_minor = self->sum_minor = PNR_MONEY_UNKNOWN;
}

/* The largest round amount of which there are a hundred between the ends. */
static gint64
choose_step (gint64 span)
{
  gint64 step = 1;

  while (step * 10 * STEPS <= span)
    step *= 10;
  return step;
}

static void
add_mark (PnrPriceSlider *self, gint64 minor, const char *text)
{
  g_autofree char *markup = g_markup_printf_escaped ("<small>%s</small>", text);

  gtk_scale_add_mark (self->scale, (double) minor, GTK_POS_BOTTOM, markup);
}

/* The margin floor where the bundle has one, else what covers the cost. */
static gint64
find_floor (const PnrBundlePricing *pricing)
{
  return pricing->keep_minor != PNR_MONEY_UNKNOWN ? pricing->keep_minor : pricing->floor_minor;
}

static void
pnr_price_slider_set_marks (PnrPriceSlider *self, PnrSession *session,
                            const PnrBundlePricing *pricing)
{
  gint64 floor_minor = find_floor (pricing);
  g_autofree char *floor = pnr_session_format_money (session, floor_minor);
  g_autofree char *sum = pnr_session_format_money (session, pricing->sum_minor);
  /* Translators: the lowest price that covers the cost, or leaves the margin floor. */
  g_autofree char *floor_text = g_strdup_printf (_ ("Floor %s"), floor);
  /* Translators: the sum of the parts' prices. */
  g_autofree char *sum_text = g_strdup_printf (_ ("Parts %s"), sum);

  if (self->floor_minor == floor_minor && self->sum_minor == pricing->sum_minor)
    return;
  self->floor_minor = floor_minor;
  self->sum_minor = pricing->sum_minor;
  gtk_scale_clear_marks (self->scale);
  if (self->floor_minor != PNR_MONEY_UNKNOWN && self->floor_minor < self->sum_minor)
    add_mark (self, self->floor_minor, floor_text);
  add_mark (self, self->sum_minor, sum_text);
}

static void
pnr_price_slider_set_range (PnrPriceSlider *self, const PnrBundlePricing *pricing)
{
  gint64 floor = find_floor (pricing) != PNR_MONEY_UNKNOWN
                     ? MIN (find_floor (pricing), pricing->sum_minor)
                     : pricing->sum_minor / 2;
  gint64 span = MAX (1, pricing->sum_minor - floor);
  gint64 low = MIN (pricing->price_minor, MAX (0, floor - span / 8));
  gint64 high = MAX (pricing->price_minor, pricing->sum_minor + span / 8);

  self->step_minor = choose_step (span);
  gtk_adjustment_configure (self->adjustment, (double) pricing->price_minor, (double) low,
                            (double) high, (double) self->step_minor,
                            (double) self->step_minor * 5.0, 0.0);
}

static char *
dup_saving (PnrSession *session, const PnrBundlePricing *pricing)
{
  gint64 saving = pricing->sum_minor - pricing->price_minor;
  g_autofree char *price = pnr_session_format_money (session, pricing->price_minor);
  g_autofree char *amount = pnr_session_format_money (session, ABS (saving));
  g_autofree char *share = pnr_wording_dup_share (
      pricing->sum_minor > 0 ? (double) saving / (double) pricing->sum_minor : 0.0, 1);

  if (saving == 0)
    /* Translators: a price. */
    return g_strdup_printf (_ ("%s: as much as the parts singly"), price);
  if (saving < 0)
    /* Translators: a price and an amount. */
    return g_strdup_printf (_ ("%s: %s dearer than the parts singly"), price, amount);
  /* Translators: a price, an amount and a percentage. */
  return g_strdup_printf (_ ("%s: the customer saves %s, that is %s"), price, amount, share);
}

/* Two are “both”, whatever plural a language makes of two. */
static char *
dup_pays_for_two (const PnrBundlePricing *pricing)
{
  if (pricing->pays.verdict == PNR_BREAK_EVEN_BELOW)
    /* Translators: %d is 1 to 100, %s one of the two products. */
    return g_strdup_printf (_ ("Pays if fewer than %d of 100 takers would have bought both "
                               "products anyway, the others “%s” alone."),
                            pricing->pays.of_100, pricing->main_title);
  /* Translators: %d is 0 to 99, %s one of the two products. */
  return g_strdup_printf (_ ("Pays if more than %d of 100 takers would have bought both products "
                             "anyway, the others “%s” alone."),
                          pricing->pays.of_100, pricing->main_title);
}

static char *
dup_pays (PnrBundle *bundle, const PnrBundlePricing *pricing)
{
  guint n_parts = pnr_bundle_get_n_components (bundle);

  /* Where nobody takes it, what a taker leaves is no question. */
  if (pricing->price_minor > pricing->sum_minor)
    return g_strdup (_ ("The bundle is dearer than its parts bought singly, so nobody has a reason "
                        "to take it."));
  if (!pricing->has_pays)
    return g_strdup (_ ("When the price pays can be told once the cost of every part is known."));
  if (n_parts == 2
      && (pricing->pays.verdict == PNR_BREAK_EVEN_BELOW
          || pricing->pays.verdict == PNR_BREAK_EVEN_ABOVE))
    return dup_pays_for_two (pricing);
  switch (pricing->pays.verdict) {
  case PNR_BREAK_EVEN_BELOW:
    return g_strdup_printf (
        /* Translators: %d is 1 to 100, %u the number of products, %s the main one. */
        g_dngettext (
            GETTEXT_PACKAGE,
            "Pays if fewer than %d of 100 takers would have bought the %u product anyway, "
            "the others “%s” alone.",
            "Pays if fewer than %d of 100 takers would have bought all %u products anyway, "
            "the others “%s” alone.",
            n_parts),
        pricing->pays.of_100, n_parts, pricing->main_title);
  case PNR_BREAK_EVEN_ABOVE:
    return g_strdup_printf (
        /* Translators: %d is 0 to 99, %u the number of products, %s the main one. */
        g_dngettext (GETTEXT_PACKAGE,
                     "Pays if more than %d of 100 takers would have bought the %u product anyway, "
                     "the others “%s” alone.",
                     "Pays if more than %d of 100 takers would have bought all %u products anyway, "
                     "the others “%s” alone.",
                     n_parts),
        pricing->pays.of_100, n_parts, pricing->main_title);
  case PNR_BREAK_EVEN_ALWAYS:
    return g_strdup (_ ("Pays with every taker, whatever they would have bought of it else."));
  case PNR_BREAK_EVEN_NEVER:
  default:
    return g_strdup_printf (_ ("Does not pay: a taker leaves no more than one who buys “%s” "
                               "alone."),
                            pricing->main_title);
  }
}

static void
pnr_price_slider_explain (PnrPriceSlider *self, PnrSession *session,
                          const PnrBundlePricing *pricing)
{
  g_autofree char *margin = pnr_session_format_money (session, pricing->margin_minor);
  g_autofree char *singly = pnr_session_format_money (session, pricing->singly_minor);
  g_autofree char *main_margin = pnr_session_format_money (session, pricing->main_minor);
  g_autofree char *tip = g_strdup_printf (
      /* Translators: three margins. */
      _ ("(margin of the bundle − margin of the main product alone) ÷ (margin of all products "
         "singly − margin of the main product alone)\n"
         "Bundle %s, all singly %s, main product %s; prices without tax less cost, from the "
         "catalogue. Shipping and payment fees are left out."),
      margin, singly, main_margin);

  pnr_tip_set (GTK_WIDGET (self->pays_label), pricing->has_pays ? tip : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->pays_label),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, pricing->has_pays ? tip : "",
                                  -1);
}

/**
 * pnr_price_slider_show:
 * @self: a slider
 * @session: a session
 * @bundle: a bundle, as it is being edited
 * @pricing: what its price means
 *
 * Without a price to move there is no slider.
 */
void
pnr_price_slider_show (PnrPriceSlider *self, PnrSession *session, PnrBundle *bundle,
                       const PnrBundlePricing *pricing)
{
  gboolean is_known =
      pricing->price_minor != PNR_MONEY_UNKNOWN && pricing->sum_minor != PNR_MONEY_UNKNOWN;
  g_autofree char *saving = NULL;
  g_autofree char *pays = NULL;

  g_return_if_fail (PNR_IS_PRICE_SLIDER (self));

  gtk_widget_set_visible (GTK_WIDGET (self), is_known);
  if (!is_known)
    return;
  self->is_showing = TRUE;
  pnr_price_slider_set_marks (self, session, pricing);
  pnr_price_slider_set_range (self, pricing);
  self->is_showing = FALSE;
  saving = dup_saving (session, pricing);
  pays = dup_pays (bundle, pricing);
  gtk_label_set_label (self->saving_label, saving);
  gtk_label_set_label (self->pays_label, pays);
  gtk_widget_set_visible (
      GTK_WIDGET (self->pays_label),
      pricing->has_pays
          || (pnr_bundle_is_plain_set (bundle) && pnr_bundle_get_n_components (bundle) > 1));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  saving, -1);
  pnr_price_slider_explain (self, session, pricing);
}
