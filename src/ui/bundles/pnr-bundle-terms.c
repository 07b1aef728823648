/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The limits of a bundle: its margin floor, its uses per order, and exceptions with a reason. */
#include "config.h"

#include "ui/bundles/pnr-bundle-terms.h"

#include "base/pnr-money.h"
#include "ui/bundles/pnr-amount-entry.h"
#include "ui/pnr-wheel.h"

#include <glib/gi18n.h>

struct _PnrBundleTerms {
  AdwBin parent_instance;

  AdwActionRow *floor_row;
  PnrAmountEntry *floor_entry;
  GtkSpinButton *uses_spin;
  GtkDropDown *exception_drop_down;
  GtkWidget *reason_row;
  GtkEntry *reason_entry;
  GtkLabel *fault_label;

  PnrBundleDraft *draft;
  gboolean is_showing;
};

G_DEFINE_FINAL_TYPE (PnrBundleTerms, pnr_bundle_terms, ADW_TYPE_BIN)

static PnrBundle *
pnr_bundle_terms_get_bundle (PnrBundleTerms *self)
{
  return self->draft != NULL ? pnr_bundle_draft_get_bundle (self->draft) : NULL;
}

static void
floor_typed_cb (PnrBundleTerms *self, gint64 floor_ppm)
{
  pnr_bundle_set_margin_floor_ppm (pnr_bundle_terms_get_bundle (self),
                                   floor_ppm != PNR_AMOUNT_NONE ? floor_ppm : PNR_BUNDLE_NO_FLOOR);
  pnr_bundle_draft_typed (self->draft);
}

static void
settled_cb (PnrBundleTerms *self)
{
  pnr_bundle_draft_settle (self->draft);
}

static void
uses_changed_cb (PnrBundleTerms *self)
{
  PnrBundle *bundle = pnr_bundle_terms_get_bundle (self);

  if (self->is_showing || bundle == NULL)
    return;
  pnr_bundle_set_max_uses (bundle, gtk_spin_button_get_value_as_int (self->uses_spin));
  pnr_bundle_draft_commit (self->draft, _ ("Change terms of bundle “%s”"), NULL);
}

/* A reason without an exception would be a reason for nothing. */
static void
exception_chosen_cb (PnrBundleTerms *self)
{
  PnrBundle *bundle = pnr_bundle_terms_get_bundle (self);
  PnrPriceException exception = gtk_drop_down_get_selected (self->exception_drop_down);

  if (self->is_showing || bundle == NULL || exception == pnr_bundle_get_exception (bundle))
    return;
  pnr_bundle_set_exception (bundle, exception);
  if (exception == PNR_PRICE_EXCEPTION_NONE)
    pnr_bundle_set_exception_reason (bundle, NULL);
  pnr_bundle_draft_commit (self->draft, _ ("Change terms of bundle “%s”"), NULL);
}

static void
reason_typed_cb (PnrBundleTerms *self)
{
  PnrBundle *bundle = pnr_bundle_terms_get_bundle (self);
  g_autofree char *reason = NULL;

  if (self->is_showing || bundle == NULL)
    return;
  reason = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason_entry))));
  pnr_bundle_set_exception_reason (bundle, reason[0] != '\0' ? reason : NULL);
  pnr_bundle_draft_typed (self->draft);
}

static void
pnr_bundle_terms_dispose (GObject *object)
{
  PnrBundleTerms *self = PNR_BUNDLE_TERMS (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_BUNDLE_TERMS);
  g_clear_object (&self->draft);

  G_OBJECT_CLASS (pnr_bundle_terms_parent_class)->dispose (object);
}

static void
pnr_bundle_terms_class_init (PnrBundleTermsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_bundle_terms_dispose;

  g_type_ensure (PNR_TYPE_AMOUNT_ENTRY);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/bundles/pnr-bundle-terms.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrBundleTerms, floor_row);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleTerms, floor_entry);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleTerms, uses_spin);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleTerms, exception_drop_down);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleTerms, reason_row);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleTerms, reason_entry);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleTerms, fault_label);
  gtk_widget_class_bind_template_callback (widget_class, floor_typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, settled_cb);
  gtk_widget_class_bind_template_callback (widget_class, uses_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, exception_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, reason_typed_cb);
}

static void
pnr_bundle_terms_init (PnrBundleTerms *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pnr_wheel_leave (GTK_WIDGET (self));
  pnr_amount_entry_set_measure (self->floor_entry, PNR_AMOUNT_PERCENT);
  pnr_amount_entry_set_may_be_empty (self->floor_entry, TRUE);
  pnr_amount_entry_set_row (self->floor_entry, self->floor_row);
  pnr_amount_entry_set_label (self->floor_entry, _ ("Margin floor"));
}

void
pnr_bundle_terms_set_draft (PnrBundleTerms *self, PnrBundleDraft *draft)
{
  g_return_if_fail (PNR_IS_BUNDLE_TERMS (self));
  g_return_if_fail (self->draft == NULL);

  self->draft = g_object_ref (draft);
  pnr_amount_entry_set_session (self->floor_entry, pnr_bundle_draft_get_session (draft));
}

/* The floor as a price; a gift has none of its own. */
static void
pnr_bundle_terms_show_floor (PnrBundleTerms *self, PnrBundle *bundle,
                             const PnrBundlePricing *pricing)
{
  gint64 floor_ppm = pnr_bundle_get_margin_floor_ppm (bundle);
  g_autofree char *price = NULL;
  g_autofree char *outcome = NULL;

  pnr_amount_entry_show (self->floor_entry,
                         floor_ppm != PNR_BUNDLE_NO_FLOOR ? floor_ppm : PNR_AMOUNT_NONE);
  gtk_widget_set_visible (GTK_WIDGET (self->floor_row),
                          pnr_bundle_get_kind (bundle) != PNR_BUNDLE_KIND_GIFT);
  if (pnr_amount_entry_is_wrong (self->floor_entry))
    return;
  if (pricing->keep_minor == PNR_MONEY_UNKNOWN) {
    adw_action_row_set_subtitle (self->floor_row,
                                 _ ("Least share of the net price that is left over the cost"));
    return;
  }
  price =
      pnr_session_format_money (pnr_bundle_draft_get_session (self->draft), pricing->keep_minor);
  /* Translators: a price. */
  outcome = g_strdup_printf (_ ("Kept from a price of %s on; no lower one is suggested"), price);
  adw_action_row_set_subtitle (self->floor_row, outcome);
}

static void
pnr_bundle_terms_show_exception (PnrBundleTerms *self, PnrBundle *bundle)
{
  const char *reason = pnr_bundle_get_exception_reason (bundle);
  g_autofree char *typed =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason_entry))));

  gtk_drop_down_set_selected (self->exception_drop_down, pnr_bundle_get_exception (bundle));
  gtk_widget_set_visible (self->reason_row,
                          pnr_bundle_get_exception (bundle) != PNR_PRICE_EXCEPTION_NONE);
  if (g_strcmp0 (typed, reason != NULL ? reason : "") != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->reason_entry), reason != NULL ? reason : "");
}

void
pnr_bundle_terms_show (PnrBundleTerms *self, const PnrBundlePricing *pricing)
{
  static const char *const fields[] = { "max_uses", "margin_floor", "exception", NULL };
  PnrBundle *bundle = pnr_bundle_terms_get_bundle (self);
  const char *fault;

  g_return_if_fail (PNR_IS_BUNDLE_TERMS (self));

  fault = pnr_bundle_draft_find_fault (self->draft, fields);
  self->is_showing = TRUE;
  pnr_bundle_terms_show_floor (self, bundle, pricing);
  pnr_bundle_terms_show_exception (self, bundle);
  if (gtk_spin_button_get_value_as_int (self->uses_spin) != pnr_bundle_get_max_uses (bundle))
    gtk_spin_button_set_value (self->uses_spin, (double) pnr_bundle_get_max_uses (bundle));
  gtk_label_set_label (self->fault_label, fault != NULL ? fault : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault_label), fault != NULL);
  self->is_showing = FALSE;
}

/* Another bundle is shown from now on. */
void
pnr_bundle_terms_forget (PnrBundleTerms *self)
{
  g_return_if_fail (PNR_IS_BUNDLE_TERMS (self));

  pnr_amount_entry_forget (self->floor_entry);
}
