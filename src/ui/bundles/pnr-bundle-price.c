/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The price rule of a bundle: what its kind offers, from a fixed price to tiers and thresholds. */
#include "config.h"

#include "ui/bundles/pnr-bundle-price.h"

#include "base/pnr-money.h"
#include "model/pnr-bundle-kind.h"
#include "model/pnr-bundle-rephrase.h"
#include "ui/bundles/pnr-amount-entry.h"
#include "ui/bundles/pnr-bundle-tiers.h"
#include "ui/bundles/pnr-price-excuse.h"
#include "ui/bundles/pnr-price-slider.h"
#include "ui/pnr-wording.h"

#include <glib/gi18n.h>

struct _PnrBundlePrice {
  AdwBin parent_instance;

  GtkWidget *group;
  GtkWidget *mode_row;
  GtkDropDown *mode_drop_down;
  AdwActionRow *value_row;
  PnrAmountEntry *value_entry;
  AdwActionRow *note_row;
  AdwActionRow *threshold_row;
  PnrAmountEntry *threshold_entry;
  PnrPriceSlider *price_slider;
  PnrBundleTiers *tiers;
  PnrPriceExcuse *excuse;
  GtkLabel *fault_label;

  PnrBundleDraft *draft;
  guint modes[PNR_N_PRICE_MODES]; /* by position in the drop-down */
  guint n_modes;
  gboolean is_showing;
};

G_DEFINE_FINAL_TYPE (PnrBundlePrice, pnr_bundle_price, ADW_TYPE_BIN)

static PnrBundle *
pnr_bundle_price_get_bundle (PnrBundlePrice *self)
{
  return self->draft != NULL ? pnr_bundle_draft_get_bundle (self->draft) : NULL;
}

static void
mode_chosen_cb (PnrBundlePrice *self)
{
  PnrBundle *bundle = pnr_bundle_price_get_bundle (self);
  guint position = gtk_drop_down_get_selected (self->mode_drop_down);

  if (self->is_showing || bundle == NULL || position >= self->n_modes
      || self->modes[position] == pnr_bundle_get_price_mode (bundle))
    return;
  pnr_bundle_change_mode (bundle, pnr_bundle_draft_get_products (self->draft),
                          self->modes[position]);
  pnr_bundle_draft_commit (self->draft, _ ("Change price of bundle “%s”"), NULL);
}

static void
value_typed_cb (PnrBundlePrice *self, gint64 value)
{
  pnr_bundle_set_price_value (pnr_bundle_price_get_bundle (self), value);
  pnr_bundle_draft_typed (self->draft);
}

static void
threshold_typed_cb (PnrBundlePrice *self, gint64 threshold_minor)
{
  pnr_bundle_set_threshold_minor (pnr_bundle_price_get_bundle (self), threshold_minor);
  pnr_bundle_draft_typed (self->draft);
}

static void
settled_cb (PnrBundlePrice *self)
{
  pnr_bundle_draft_settle (self->draft);
}

/* The rule stays of its kind; its value follows the slider, the plan when that rests. */
static void
price_slid_cb (PnrBundlePrice *self, gint64 price_minor)
{
  PnrBundle *bundle = pnr_bundle_price_get_bundle (self);

  if (bundle == NULL)
    return;
  pnr_bundle_aim_at_price (bundle, pnr_bundle_draft_get_products (self->draft), price_minor);
  pnr_bundle_draft_typed (self->draft);
}

/* The modes that the kind takes, and the one that the bundle has. */
static void
pnr_bundle_price_show_modes (PnrBundlePrice *self, PnrBundle *bundle)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  PnrPriceMode present = pnr_bundle_get_price_mode (bundle);
  gboolean is_same = TRUE;
  guint n_modes = 0;
  guint selected = 0;

  for (guint mode = 0; mode < PNR_N_PRICE_MODES; mode++) {
    if (!pnr_bundle_kind_takes_mode (pnr_bundle_get_kind (bundle), mode) && mode != present)
      continue;
    if (mode == present)
      selected = n_modes;
    is_same = is_same && n_modes < self->n_modes && self->modes[n_modes] == mode;
    self->modes[n_modes++] = mode;
    gtk_string_list_append (labels, pnr_price_mode_get_label (mode));
  }
  if (!is_same || n_modes != self->n_modes)
    gtk_drop_down_set_model (self->mode_drop_down, G_LIST_MODEL (labels));
  self->n_modes = n_modes;
  gtk_drop_down_set_selected (self->mode_drop_down, selected);
  gtk_widget_set_visible (self->mode_row, n_modes > 1);
  /* Where tiers are all there is, their rows are the price. */
  gtk_widget_set_visible (self->group, n_modes > 1 || present != PNR_PRICE_MODE_TIERS);
}

/* What the number is about: sets have one price, elsewhere it is the reward's or each extra's. */
static const char *
get_value_title (PnrBundle *bundle)
{
  PnrBundleKind kind = pnr_bundle_get_kind (bundle);
  gboolean is_price = pnr_bundle_get_price_mode (bundle) == PNR_PRICE_MODE_FIXED;

  if (pnr_bundle_get_price_mode (bundle) == PNR_PRICE_MODE_N_FOR)
    return _ ("Price of them together");
  if (kind == PNR_BUNDLE_KIND_LEADER || kind == PNR_BUNDLE_KIND_BUY_GET)
    return is_price ? _ ("Price of the rewards") : _ ("Off the rewards");
  if (kind == PNR_BUNDLE_KIND_ADD_ON)
    return is_price ? _ ("Price of each extra") : _ ("Off each extra");
  return is_price ? _ ("Price of the bundle") : _ ("Off the sum");
}

static void
pnr_bundle_price_show_value (PnrBundlePrice *self, PnrBundle *bundle)
{
  gboolean is_gift = pnr_bundle_get_kind (bundle) == PNR_BUNDLE_KIND_GIFT;
  gboolean has_value = pnr_bundle_has_price_value (bundle) && !is_gift;
  gboolean is_share = pnr_bundle_get_price_mode (bundle) == PNR_PRICE_MODE_PERCENT_OFF;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->value_row), get_value_title (bundle));
  pnr_amount_entry_set_label (self->value_entry, _ ("Value of the price rule"));
  pnr_amount_entry_set_measure (self->value_entry,
                                is_share ? PNR_AMOUNT_PERCENT : PNR_AMOUNT_MONEY);
  pnr_amount_entry_show (self->value_entry, pnr_bundle_get_price_value (bundle));
  gtk_widget_set_visible (GTK_WIDGET (self->value_row), has_value);
  gtk_widget_set_visible (GTK_WIDGET (self->note_row),
                          pnr_bundle_get_price_mode (bundle) == PNR_PRICE_MODE_PER_COMPONENT);
}

/* What every order above the amount gives away. */
static char *
pnr_bundle_price_dup_gift (PnrBundlePrice *self, PnrBundle *bundle, const PnrBundlePricing *pricing)
{
  PnrSession *session = pnr_bundle_draft_get_session (self->draft);
  gint64 threshold = pnr_bundle_get_threshold_minor (bundle);
  g_autofree char *cost = NULL;
  g_autofree char *share = NULL;

  if (pnr_bundle_get_n_components (bundle) == 0 || pricing->cost_minor == PNR_MONEY_UNKNOWN
      || threshold <= 0)
    return g_strdup (_ ("What an order must be paid for to get the gift"));
  cost = pnr_session_format_money (session, pricing->cost_minor);
  share = pnr_wording_dup_share ((double) pricing->cost_minor / (double) threshold, 1);
  /* Translators: an amount of money, a percentage. */
  return g_strdup_printf (_ ("The gift costs you %s, that is %s of such an order"), cost, share);
}

static void
pnr_bundle_price_show_threshold (PnrBundlePrice *self, PnrBundle *bundle,
                                 const PnrBundlePricing *pricing)
{
  g_autofree char *outcome = pnr_bundle_price_dup_gift (self, bundle, pricing);

  pnr_amount_entry_show (self->threshold_entry, pnr_bundle_get_threshold_minor (bundle));
  if (!pnr_amount_entry_is_wrong (self->threshold_entry))
    adw_action_row_set_subtitle (self->threshold_row, outcome);
  gtk_widget_set_visible (GTK_WIDGET (self->threshold_row),
                          pnr_bundle_get_kind (bundle) == PNR_BUNDLE_KIND_GIFT);
}

static void
pnr_bundle_price_dispose (GObject *object)
{
  PnrBundlePrice *self = PNR_BUNDLE_PRICE (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_BUNDLE_PRICE);
  g_clear_object (&self->draft);

  G_OBJECT_CLASS (pnr_bundle_price_parent_class)->dispose (object);
}

static void
pnr_bundle_price_class_init (PnrBundlePriceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_bundle_price_dispose;

  g_type_ensure (PNR_TYPE_AMOUNT_ENTRY);
  g_type_ensure (PNR_TYPE_BUNDLE_TIERS);
  g_type_ensure (PNR_TYPE_PRICE_EXCUSE);
  g_type_ensure (PNR_TYPE_PRICE_SLIDER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/bundles/pnr-bundle-price.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrBundlePrice, group);
  gtk_widget_class_bind_template_child (widget_class, PnrBundlePrice, mode_row);
  gtk_widget_class_bind_template_child (widget_class, PnrBundlePrice, mode_drop_down);
  gtk_widget_class_bind_template_child (widget_class, PnrBundlePrice, value_row);
  gtk_widget_class_bind_template_child (widget_class, PnrBundlePrice, value_entry);
  gtk_widget_class_bind_template_child (widget_class, PnrBundlePrice, note_row);
  gtk_widget_class_bind_template_child (widget_class, PnrBundlePrice, threshold_row);
  gtk_widget_class_bind_template_child (widget_class, PnrBundlePrice, threshold_entry);
  gtk_widget_class_bind_template_child (widget_class, PnrBundlePrice, price_slider);
  gtk_widget_class_bind_template_child (widget_class, PnrBundlePrice, tiers);
  gtk_widget_class_bind_template_child (widget_class, PnrBundlePrice, excuse);
  gtk_widget_class_bind_template_child (widget_class, PnrBundlePrice, fault_label);
  gtk_widget_class_bind_template_callback (widget_class, mode_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, value_typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, threshold_typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, settled_cb);
  gtk_widget_class_bind_template_callback (widget_class, price_slid_cb);
}

static void
pnr_bundle_price_init (PnrBundlePrice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pnr_amount_entry_set_row (self->value_entry, self->value_row);
  pnr_amount_entry_set_row (self->threshold_entry, self->threshold_row);
  pnr_amount_entry_set_label (self->threshold_entry, _ ("Amount from which the gift comes"));
}

void
pnr_bundle_price_set_draft (PnrBundlePrice *self, PnrBundleDraft *draft)
{
  g_return_if_fail (PNR_IS_BUNDLE_PRICE (self));
  g_return_if_fail (self->draft == NULL);

  self->draft = g_object_ref (draft);
  pnr_amount_entry_set_session (self->value_entry, pnr_bundle_draft_get_session (draft));
  pnr_amount_entry_set_session (self->threshold_entry, pnr_bundle_draft_get_session (draft));
  pnr_bundle_tiers_set_draft (self->tiers, draft);
  pnr_price_excuse_set_draft (self->excuse, draft);
}

/**
 * pnr_bundle_price_show:
 * @self: the price of a bundle
 * @pricing: what it means, as the bundle is being edited
 */
void
pnr_bundle_price_show (PnrBundlePrice *self, const PnrBundlePricing *pricing)
{
  static const char *const fields[] = { "price", "threshold", NULL };
  PnrBundle *bundle = pnr_bundle_price_get_bundle (self);
  const char *fault;
  PnrBundlePricing slid = *pricing;

  g_return_if_fail (PNR_IS_BUNDLE_PRICE (self));

  fault = pnr_bundle_draft_find_fault (self->draft, fields);
  self->is_showing = TRUE;
  pnr_bundle_price_show_modes (self, bundle);
  pnr_bundle_price_show_value (self, bundle);
  pnr_bundle_price_show_threshold (self, bundle, pricing);
  /* Where no one number says the price there is nothing to slide. */
  if (!gtk_widget_get_visible (GTK_WIDGET (self->value_row)) || pricing->sum_minor <= 0)
    slid.price_minor = PNR_MONEY_UNKNOWN;
  pnr_price_slider_show (self->price_slider, pnr_bundle_draft_get_session (self->draft), bundle,
                         &slid);
  pnr_price_excuse_show (self->excuse, pricing);
  gtk_label_set_label (self->fault_label, fault != NULL ? fault : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault_label), fault != NULL);
  self->is_showing = FALSE;
}

/* Another bundle is shown from now on. */
void
pnr_bundle_price_forget (PnrBundlePrice *self)
{
  g_return_if_fail (PNR_IS_BUNDLE_PRICE (self));

  pnr_amount_entry_forget (self->value_entry);
  pnr_amount_entry_forget (self->threshold_entry);
  pnr_bundle_tiers_forget (self->tiers);
}
