/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Says where a price is below cost or floor, and asks for the reason without which no shop gets it.
 *
 * The price stays as it was typed: a clearance is the merchant's to decide, once said to be one. */
#include "config.h"

#include "ui/bundles/pnr-price-excuse.h"

#include "base/pnr-money.h"
#include "model/pnr-bundle-basket.h"

#include <glib/gi18n.h>

struct _PnrPriceExcuse {
  AdwBin parent_instance;

  GtkWidget *breach_row;
  GtkLabel *breach_label;
  GtkEntry *reason_entry;

  PnrBundleDraft *draft;
  gboolean is_showing;
};

G_DEFINE_FINAL_TYPE (PnrPriceExcuse, pnr_price_excuse, ADW_TYPE_BIN)

static char *
pnr_price_excuse_dup_typed (PnrPriceExcuse *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason_entry))));
}

/* A reason needs an exception to be the reason of; which one, the terms let choose. */
static void
reason_typed_cb (PnrPriceExcuse *self)
{
  PnrBundle *bundle = self->draft != NULL ? pnr_bundle_draft_get_bundle (self->draft) : NULL;
  g_autofree char *reason = NULL;

  if (self->is_showing || bundle == NULL)
    return;
  reason = pnr_price_excuse_dup_typed (self);
  if (reason[0] == '\0')
    pnr_bundle_set_exception (bundle, PNR_PRICE_EXCEPTION_NONE);
  else if (pnr_bundle_get_exception (bundle) == PNR_PRICE_EXCEPTION_NONE)
    pnr_bundle_set_exception (bundle, PNR_PRICE_EXCEPTION_OTHER);
  pnr_bundle_set_exception_reason (bundle, reason[0] != '\0' ? reason : NULL);
  pnr_bundle_draft_typed (self->draft);
}

static void
settled_cb (PnrPriceExcuse *self)
{
  if (self->draft != NULL)
    pnr_bundle_draft_settle (self->draft);
}

static void
pnr_price_excuse_dispose (GObject *object)
{
  PnrPriceExcuse *self = PNR_PRICE_EXCUSE (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_PRICE_EXCUSE);
  g_clear_object (&self->draft);

  G_OBJECT_CLASS (pnr_price_excuse_parent_class)->dispose (object);
}

static void
pnr_price_excuse_class_init (PnrPriceExcuseClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_price_excuse_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/bundles/pnr-price-excuse.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrPriceExcuse, breach_row);
  gtk_widget_class_bind_template_child (widget_class, PnrPriceExcuse, breach_label);
  gtk_widget_class_bind_template_child (widget_class, PnrPriceExcuse, reason_entry);
  gtk_widget_class_bind_template_callback (widget_class, reason_typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, settled_cb);
}

static void
pnr_price_excuse_init (PnrPriceExcuse *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
pnr_price_excuse_set_draft (PnrPriceExcuse *self, PnrBundleDraft *draft)
{
  g_return_if_fail (PNR_IS_PRICE_EXCUSE (self));
  g_return_if_fail (self->draft == NULL);

  self->draft = g_object_ref (draft);
}

static gboolean
is_below (const PnrBundlePricing *pricing, gint64 least_minor)
{
  return pricing->price_minor != PNR_MONEY_UNKNOWN && least_minor != PNR_MONEY_UNKNOWN
         && pricing->price_minor < least_minor;
}

/* (nullable): what the price breaks, for who takes the usual or the most of the bundle. */
static const char *
find_breach (const PnrBundlePricing *usual, const PnrBundlePricing *most)
{
  if (is_below (usual, usual->floor_minor) || is_below (most, most->floor_minor))
    return _ ("The price is below what the parts cost, so every sale loses money. Raise it, or "
              "type the reason why it may be so. Without a reason no shop gets the bundle.");
  if (is_below (usual, usual->keep_minor) || is_below (most, most->keep_minor))
    return _ ("The price leaves less than the margin floor of the bundle. Raise it, lower the "
              "floor in the terms, or type the reason why it may be so. Without a reason no shop "
              "gets the bundle.");
  return NULL;
}

/**
 * pnr_price_excuse_show:
 * @self: the excuse of a price
 * @pricing: what the usual basket costs and earns
 *
 * Gifts are paid for by the other goods, so there is nothing to excuse.
 */
void
pnr_price_excuse_show (PnrPriceExcuse *self, const PnrBundlePricing *pricing)
{
  PnrBundle *bundle = pnr_bundle_draft_get_bundle (self->draft);
  PnrPlan *plan = pnr_session_get_plan (pnr_bundle_draft_get_session (self->draft));
  g_autoptr (GArray) rich = pnr_bundle_dup_rich_basket (bundle, pnr_plan_get_products (plan));
  const char *reason = pnr_bundle_get_exception_reason (bundle);
  g_autofree char *typed = pnr_price_excuse_dup_typed (self);
  const char *breach = NULL;
  PnrBundlePricing most;

  g_return_if_fail (PNR_IS_PRICE_EXCUSE (self));

  pnr_plan_price_basket (plan, bundle, rich, &most);
  if (pnr_bundle_get_kind (bundle) != PNR_BUNDLE_KIND_GIFT)
    breach = find_breach (pricing, &most);
  gtk_widget_set_visible (GTK_WIDGET (self), breach != NULL);
  gtk_label_set_label (self->breach_label, breach != NULL ? breach : "");
  gtk_widget_set_visible (self->breach_row, reason == NULL || reason[0] == '\0');
  self->is_showing = TRUE;
  if (g_strcmp0 (typed, reason != NULL ? reason : "") != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->reason_entry), reason != NULL ? reason : "");
  self->is_showing = FALSE;
}
