/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the price of a bundle comes to at a glance, and what is wrong with it. */
#include "config.h"

#include "ui/bundles/pnr-bundle-figures.h"

#include "model/pnr-bundle-basket.h"
#include "ui/pnr-tip.h"
#include "ui/pnr-wording.h"

#include <glib/gi18n.h>

struct _PnrBundleFigures {
  AdwBin parent_instance;

  GtkLabel *price_label;
  GtkLabel *sum_label;
  GtkLabel *saving_label;
  GtkLabel *cost_label;
  GtkLabel *floor_label;
  GtkLabel *margin_label;
  GtkLabel *range_label;
  GtkBox *warning_box;
  guint n_warnings;
};

G_DEFINE_FINAL_TYPE (PnrBundleFigures, pnr_bundle_figures, ADW_TYPE_BIN)

static char *
dup_figure (PnrSession *session, gint64 minor, gint64 whole)
{
  g_autofree char *amount = pnr_session_format_money (session, minor);
  g_autofree char *share = NULL;

  if (minor == PNR_MONEY_UNKNOWN || whole == PNR_MONEY_UNKNOWN || whole <= 0)
    return g_steal_pointer (&amount);
  share = pnr_wording_dup_share ((double) minor / (double) whole, 1);
  return g_strdup_printf ("%s · %s", amount, share);
}

/* An amount, what share of @whole it is, and how it is worked out: read over the figure, or below
 * the page when the keyboard is on it. */
static void
show_figure (PnrSession *session, GtkLabel *label, gint64 minor, gint64 whole,
             const char *explanation)
{
  GtkWidget *box = gtk_widget_get_parent (GTK_WIDGET (label));
  GtkWidget *tile = gtk_widget_get_parent (box);
  GtkLabel *title = GTK_LABEL (gtk_widget_get_first_child (box));
  g_autofree char *figure = dup_figure (session, minor, whole);
  g_autofree char *spoken = g_strdup_printf ("%s: %s", gtk_label_get_label (title), figure);

  gtk_label_set_label (label, figure);
  pnr_tip_set (tile, explanation);
  gtk_accessible_update_property (GTK_ACCESSIBLE (tile), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, explanation, -1);
}

static gint64
difference (gint64 a, gint64 b)
{
  return a == PNR_MONEY_UNKNOWN || b == PNR_MONEY_UNKNOWN ? PNR_MONEY_UNKNOWN : a - b;
}

static void
pnr_bundle_figures_add_warning (PnrBundleFigures *self, const char *sentence)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  GtkWidget *label = gtk_label_new (sentence);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (row, "warning-row");
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (self->warning_box, row);
}

/* A warning stays while its sentence does: whoever moves the price has most of them at every step.
 */
static void
pnr_bundle_figures_warn (PnrBundleFigures *self, const char *sentence)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->warning_box));

  for (guint i = 0; row != NULL && i < self->n_warnings; i++)
    row = gtk_widget_get_next_sibling (row);
  self->n_warnings++;
  if (row == NULL)
    pnr_bundle_figures_add_warning (self, sentence);
  else
    gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (row)), sentence);
}

static void
pnr_bundle_figures_end_warnings (PnrBundleFigures *self)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->warning_box));

  for (guint i = 0; row != NULL; i++) {
    GtkWidget *next = gtk_widget_get_next_sibling (row);

    if (i >= self->n_warnings)
      gtk_box_remove (self->warning_box, row);
    row = next;
  }
  gtk_widget_set_visible (GTK_WIDGET (self->warning_box), self->n_warnings > 0);
}

/* What a set must not cost: more than its parts, or less than one of them. */
static void
pnr_bundle_figures_warn_of_set (PnrBundleFigures *self, PnrBundle *bundle,
                                const PnrBundlePricing *pricing)
{
  if (pricing->sum_minor != PNR_MONEY_UNKNOWN && pricing->price_minor > pricing->sum_minor)
    pnr_bundle_figures_warn (self, _ ("The bundle is dearer than its parts bought singly, so "
                                      "nobody has a reason to take it."));
  if (pnr_bundle_get_n_components (bundle) > 1 && pricing->price_minor < pricing->dearest_minor)
    pnr_bundle_figures_warn (self, _ ("The bundle is cheaper than its dearest part alone. Who "
                                      "wants only that part will take the bundle."));
}

/* Gifts are paid for by the other goods, of which nothing is known here. */
static void
pnr_bundle_figures_warn_of_price (PnrBundleFigures *self, PnrBundle *bundle,
                                  const PnrBundlePricing *pricing, const PnrBundlePricing *deepest)
{
  PnrBundleKind kind = pnr_bundle_get_kind (bundle);

  if (kind == PNR_BUNDLE_KIND_GIFT)
    return;
  if (pricing->floor_minor != PNR_MONEY_UNKNOWN && pricing->price_minor < pricing->floor_minor)
    pnr_bundle_figures_warn (self, _ ("The price is below what the parts cost: every sale loses "
                                      "money. Raise the price or take a part out."));
  else if (pricing->keep_minor != PNR_MONEY_UNKNOWN && pricing->price_minor < pricing->keep_minor)
    pnr_bundle_figures_warn (self, _ ("The price leaves less than the margin floor. Raise the "
                                      "price, or lower the floor in the terms below."));
  else if (deepest->margin_minor != PNR_MONEY_UNKNOWN && deepest->margin_minor < 0)
    pnr_bundle_figures_warn (self, _ ("Who takes the most of it pays less than it costs you. Take "
                                      "less off, or let less be taken."));
  if (kind <= PNR_BUNDLE_KIND_MIXED)
    pnr_bundle_figures_warn_of_set (self, bundle, pricing);
}

static void
pnr_bundle_figures_show_warnings (PnrBundleFigures *self, PnrBundle *bundle,
                                  const PnrBundlePricing *pricing, const PnrBundlePricing *deepest)
{
  self->n_warnings = 0;
  if (pnr_bundle_get_kind (bundle) <= PNR_BUNDLE_KIND_MIXED
      && pnr_bundle_get_n_components (bundle) < 2)
    pnr_bundle_figures_warn (self, _ ("A bundle needs at least two products."));
  if (pricing->sum_minor == PNR_MONEY_UNKNOWN)
    pnr_bundle_figures_warn (self, _ ("The price of a part is unknown. Set it in the catalogue."));
  else if (pricing->cost_minor == PNR_MONEY_UNKNOWN)
    pnr_bundle_figures_warn (
        self, _ ("The cost of a part is unknown, so the margin is too. Set it in the catalogue."));
  if (pricing->price_minor != PNR_MONEY_UNKNOWN)
    pnr_bundle_figures_warn_of_price (self, bundle, pricing, deepest);
  pnr_bundle_figures_end_warnings (self);
}

/* "2 × Tie + 1 × Jacket" */
static char *
dup_basket_words (PnrSession *session, GArray *basket)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < basket->len; i++) {
    const PnrBasketLine *line = &g_array_index (basket, PnrBasketLine, i);
    g_autofree char *title = pnr_session_dup_product_title (session, line->product_id);

    g_string_append_printf (words, "%s%" G_GINT64_FORMAT " × %s", i > 0 ? " + " : "",
                            line->quantity, title);
  }
  return g_string_free (words, FALSE);
}

/* Where shoppers choose, the figures are those of one basket; between what all of them lie is said
 * beside it. */
static void
pnr_bundle_figures_show_range (PnrBundleFigures *self, PnrSession *session, PnrBundle *bundle,
                               const PnrBundlePricing *lean, const PnrBundlePricing *rich)
{
  g_autoptr (GArray) usual = pnr_bundle_dup_usual_basket (bundle);
  gboolean is_range = usual->len > 0 && lean->price_minor != PNR_MONEY_UNKNOWN
                      && rich->price_minor != PNR_MONEY_UNKNOWN
                      && lean->price_minor != rich->price_minor;
  g_autofree char *basket = dup_basket_words (session, usual);
  g_autofree char *low = pnr_session_format_money (session, lean->price_minor);
  g_autofree char *high = pnr_session_format_money (session, rich->price_minor);
  g_autofree char *low_margin = pnr_session_format_money (session, lean->margin_minor);
  g_autofree char *high_margin = pnr_session_format_money (session, rich->margin_minor);
  g_autofree char *sentence = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->range_label), is_range);
  if (!is_range)
    return;
  if (lean->margin_minor != PNR_MONEY_UNKNOWN && rich->margin_minor != PNR_MONEY_UNKNOWN)
    sentence = g_strdup_printf (
        /* Translators: what is in a basket, two prices, and the margins that they leave. */
        _ ("These figures are for %1$s. Shoppers pay from %2$s to %3$s, which leaves from %4$s to "
           "%5$s."),
        basket, low, high, low_margin, high_margin);
  else
    /* Translators: what is in a basket, two prices. */
    sentence = g_strdup_printf (_ ("These figures are for %1$s. Shoppers pay from %2$s to %3$s."),
                                basket, low, high);
  gtk_label_set_label (self->range_label, sentence);
}

static void
pnr_bundle_figures_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), PNR_TYPE_BUNDLE_FIGURES);

  G_OBJECT_CLASS (pnr_bundle_figures_parent_class)->dispose (object);
}

static void
pnr_bundle_figures_class_init (PnrBundleFiguresClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_bundle_figures_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/bundles/pnr-bundle-figures.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrBundleFigures, price_label);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleFigures, sum_label);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleFigures, saving_label);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleFigures, cost_label);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleFigures, floor_label);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleFigures, margin_label);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleFigures, range_label);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleFigures, warning_box);
}

static void
pnr_bundle_figures_init (PnrBundleFigures *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pnr_bundle_figures_show:
 * @self: the figures
 * @session: a session
 * @bundle: a bundle, as it is being edited
 * @pricing: what its usual basket costs and earns
 */
void
pnr_bundle_figures_show (PnrBundleFigures *self, PnrSession *session, PnrBundle *bundle,
                         const PnrBundlePricing *pricing)
{
  PnrPlan *plan = pnr_session_get_plan (session);
  g_autoptr (GArray) lean = pnr_bundle_dup_lean_basket (bundle, pnr_plan_get_products (plan));
  g_autoptr (GArray) rich = pnr_bundle_dup_rich_basket (bundle, pnr_plan_get_products (plan));
  PnrBundlePricing least;
  PnrBundlePricing most;
  gint64 saving = difference (pricing->sum_minor, pricing->price_minor);
  gint64 net = difference (pricing->price_minor, pricing->tax_minor);
  gboolean has_floor = pricing->keep_minor != PNR_MONEY_UNKNOWN;
  gint64 floor = has_floor ? pricing->keep_minor : pricing->floor_minor;

  g_return_if_fail (PNR_IS_BUNDLE_FIGURES (self));

  show_figure (session, self->price_label, pricing->price_minor, PNR_MONEY_UNKNOWN,
               _ ("What a customer pays for the bundle, with tax, by the price rule below."));
  show_figure (session, self->sum_label, pricing->sum_minor, PNR_MONEY_UNKNOWN,
               _ ("Catalogue price × quantity, over all parts."));
  show_figure (session, self->saving_label, saving, pricing->sum_minor,
               _ ("Parts singly − price, and its share of the parts singly."));
  show_figure (session, self->cost_label, pricing->cost_minor, PNR_MONEY_UNKNOWN,
               _ ("Cost in the catalogue × quantity, over all parts, without tax."));
  show_figure (session, self->floor_label,
               pnr_bundle_get_kind (bundle) == PNR_BUNDLE_KIND_GIFT ? PNR_MONEY_UNKNOWN : floor,
               PNR_MONEY_UNKNOWN,
               has_floor
                   ? _ ("The lowest price that still leaves the margin floor over the cost and the "
                        "tax in it.")
                   : _ ("The lowest price that still covers the cost and the tax in it."));
  show_figure (session, self->margin_label, pricing->margin_minor, net,
               _ ("Price − tax − cost, and its share of the price without tax. A tax class that is "
                  "a percentage counts, else the tax that a scenario with this bundle assumes."));
  pnr_plan_price_basket (plan, bundle, lean, &least);
  pnr_plan_price_basket (plan, bundle, rich, &most);
  pnr_bundle_figures_show_range (self, session, bundle, &least, &most);
  pnr_bundle_figures_show_warnings (self, bundle, pricing, &most);
}
