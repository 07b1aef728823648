/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tiers of a bundle's price: what they count, what they take off, and one row for each.
 *
 * A tier list has no one price, so each row says what its tier comes to. */
#include "config.h"

#include "ui/bundles/pnr-bundle-tiers.h"

#include "base/pnr-money.h"
#include "model/pnr-bundle-basket.h"
#include "model/pnr-bundle-rephrase.h"
#include "plan/pnr-plan-pricing.h"
#include "ui/bundles/pnr-tier-row.h"
#include "ui/pnr-wording.h"

#include <glib/gi18n.h>

struct _PnrBundleTiers {
  AdwBin parent_instance;

  AdwPreferencesGroup *group;
  GtkDropDown *basis_drop_down;
  GtkDropDown *effect_drop_down;
  GtkListBox *tier_list;
  GtkWidget *add_button;

  PnrBundleDraft *draft;
  gboolean is_showing;
};

G_DEFINE_FINAL_TYPE (PnrBundleTiers, pnr_bundle_tiers, ADW_TYPE_BIN)

static PnrBundle *
pnr_bundle_tiers_get_bundle (PnrBundleTiers *self)
{
  return self->draft != NULL ? pnr_bundle_draft_get_bundle (self->draft) : NULL;
}

static void
pnr_bundle_tiers_commit (PnrBundleTiers *self)
{
  pnr_bundle_draft_commit (self->draft, _ ("Change tiers of bundle “%s”"), NULL);
}

static void
basis_chosen_cb (PnrBundleTiers *self)
{
  if (self->is_showing || pnr_bundle_tiers_get_bundle (self) == NULL)
    return;
  pnr_bundle_change_tier_basis (pnr_bundle_tiers_get_bundle (self),
                                pnr_bundle_draft_get_products (self->draft),
                                gtk_drop_down_get_selected (self->basis_drop_down));
  pnr_bundle_tiers_commit (self);
}

static void
effect_chosen_cb (PnrBundleTiers *self)
{
  if (self->is_showing || pnr_bundle_tiers_get_bundle (self) == NULL)
    return;
  pnr_bundle_change_tier_effect (pnr_bundle_tiers_get_bundle (self),
                                 pnr_bundle_draft_get_products (self->draft),
                                 gtk_drop_down_get_selected (self->effect_drop_down));
  pnr_bundle_tiers_commit (self);
}

static void
add_clicked_cb (PnrBundleTiers *self)
{
  if (pnr_bundle_add_tier (pnr_bundle_tiers_get_bundle (self)))
    pnr_bundle_tiers_commit (self);
}

static void
row_typed_cb (PnrBundleTiers *self, PnrTierRow *row)
{
  PnrBundle *bundle = pnr_bundle_tiers_get_bundle (self);
  PnrPriceRule rule = pnr_bundle_get_price_rule (bundle);
  guint index = (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));

  if (self->is_showing || index >= rule.n_tiers)
    return;
  rule.tiers[index] = pnr_tier_row_get_tier (row);
  pnr_bundle_set_tiers (bundle, rule.tiers, rule.n_tiers);
  pnr_bundle_draft_typed (self->draft);
}

static void
row_removed_cb (PnrBundleTiers *self, PnrTierRow *row)
{
  PnrBundle *bundle = pnr_bundle_tiers_get_bundle (self);
  PnrPriceRule rule = pnr_bundle_get_price_rule (bundle);
  guint index = (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));

  for (guint i = index; i + 1 < rule.n_tiers; i++)
    rule.tiers[i] = rule.tiers[i + 1];
  pnr_bundle_set_tiers (bundle, rule.tiers, rule.n_tiers - 1);
  pnr_bundle_tiers_commit (self);
}

static void
row_settled_cb (PnrBundleTiers *self)
{
  pnr_bundle_draft_settle (self->draft);
}

/* An order for so much: its price is known, what is in it is not. */
static char *
pnr_bundle_tiers_dup_amount_outcome (PnrBundleTiers *self, const PnrPriceRule *rule, guint tier)
{
  PnrSession *session = pnr_bundle_draft_get_session (self->draft);
  gint64 start = rule->tiers[tier].start;
  gint64 value = rule->tiers[tier].value;
  gint64 off = rule->tier_effect == PNR_PRICE_TIER_EFFECT_AMOUNT_OFF
                   ? MIN (value, start)
                   : pnr_money_round_ratio (start, value, 1000000);
  g_autofree char *list = pnr_session_format_money (session, start);
  g_autofree char *price = pnr_session_format_money (session, start - off);

  /* Translators: two amounts of money, the lower one first. */
  return g_strdup_printf (_ ("%s instead of %s"), price, list);
}

static char *
pnr_bundle_tiers_dup_outcome (PnrBundleTiers *self, const PnrPriceRule *rule, guint tier,
                              gboolean *is_loss)
{
  PnrBundle *bundle = pnr_bundle_tiers_get_bundle (self);
  PnrSession *session = pnr_bundle_draft_get_session (self->draft);
  g_autoptr (GArray) basket = pnr_bundle_dup_tier_basket (bundle, tier);
  g_autofree char *price = NULL;
  g_autofree char *list = NULL;
  g_autofree char *margin = NULL;
  PnrBundlePricing pricing;

  *is_loss = FALSE;
  if (basket == NULL)
    return pnr_bundle_tiers_dup_amount_outcome (self, rule, tier);
  pnr_plan_price_basket (pnr_session_get_plan (session), bundle, basket, &pricing);
  if (basket->len == 0 || pricing.price_minor == PNR_MONEY_UNKNOWN)
    return g_strdup (_ ("Price unknown"));
  price = pnr_session_format_money (session, pricing.price_minor);
  list = pnr_session_format_money (session, pricing.sum_minor);
  if (pricing.margin_minor == PNR_MONEY_UNKNOWN)
    return g_strdup_printf (_ ("%s instead of %s"), price, list);
  *is_loss = pricing.margin_minor < 0;
  margin = pnr_session_format_money (session, pricing.margin_minor);
  /* Translators: a price, what it is instead of, and the margin that it leaves. */
  return g_strdup_printf (_ ("%s instead of %s, margin %s"), price, list, margin);
}

static void
pnr_bundle_tiers_make_rows (PnrBundleTiers *self, guint n_tiers)
{
  guint n_rows = 0;
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->tier_list, (int) n_rows)) != NULL) {
    if (n_rows < n_tiers)
      n_rows++;
    else
      gtk_list_box_remove (self->tier_list, GTK_WIDGET (row));
  }
  for (; n_rows < n_tiers; n_rows++) {
    GtkWidget *tier_row = pnr_tier_row_new (pnr_bundle_draft_get_session (self->draft));

    g_signal_connect_object (tier_row, "typed", G_CALLBACK (row_typed_cb), self, G_CONNECT_SWAPPED);
    g_signal_connect_object (tier_row, "settled", G_CALLBACK (row_settled_cb), self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (tier_row, "removed", G_CALLBACK (row_removed_cb), self,
                             G_CONNECT_SWAPPED);
    gtk_list_box_append (self->tier_list, tier_row);
  }
}

/* Tiered offers count different products, the others pieces. */
static void
pnr_bundle_tiers_show_words (PnrBundleTiers *self, PnrBundle *bundle, const PnrPriceRule *rule)
{
  const char *count = pnr_bundle_get_kind (bundle) == PNR_BUNDLE_KIND_TIERED
                          ? _ ("Different products")
                          : _ ("Pieces");
  GListModel *model = gtk_drop_down_get_model (self->basis_drop_down);
  g_autoptr (GtkStringObject) first = g_list_model_get_item (model, 0);

  if (g_strcmp0 (gtk_string_object_get_string (first), count) != 0)
    gtk_string_list_splice (GTK_STRING_LIST (model), 0, 1, (const char *const[]){ count, NULL });
  gtk_drop_down_set_selected (self->basis_drop_down, rule->tier_basis);
  gtk_drop_down_set_selected (self->effect_drop_down, rule->tier_effect);
}

static void
pnr_bundle_tiers_show (PnrBundleTiers *self)
{
  PnrBundle *bundle = pnr_bundle_tiers_get_bundle (self);
  PnrPriceRule rule = pnr_bundle_get_price_rule (bundle);
  gboolean has_tiers = rule.mode == PNR_PRICE_MODE_TIERS;
  gboolean is_all = pnr_bundle_get_kind (bundle) == PNR_BUNDLE_KIND_TIERED;

  gtk_widget_set_visible (GTK_WIDGET (self), has_tiers);
  adw_preferences_group_set_title (self->group, is_all ? _ ("Price") : "");
  if (!has_tiers)
    return;
  self->is_showing = TRUE;
  pnr_bundle_tiers_show_words (self, bundle, &rule);
  pnr_bundle_tiers_make_rows (self, rule.n_tiers);
  for (guint i = 0; i < rule.n_tiers; i++) {
    gboolean is_loss = FALSE;
    g_autofree char *outcome = pnr_bundle_tiers_dup_outcome (self, &rule, i, &is_loss);

    pnr_tier_row_show (PNR_TIER_ROW (gtk_list_box_get_row_at_index (self->tier_list, (int) i)),
                       &rule, i, outcome, is_loss);
  }
  gtk_widget_set_sensitive (self->add_button, rule.n_tiers < PNR_PRICE_RULE_MOST_TIERS);
  self->is_showing = FALSE;
}

static void
pnr_bundle_tiers_dispose (GObject *object)
{
  PnrBundleTiers *self = PNR_BUNDLE_TIERS (object);

  if (self->draft != NULL)
    g_signal_handlers_disconnect_by_data (self->draft, self);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_BUNDLE_TIERS);
  g_clear_object (&self->draft);

  G_OBJECT_CLASS (pnr_bundle_tiers_parent_class)->dispose (object);
}

static void
pnr_bundle_tiers_class_init (PnrBundleTiersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_bundle_tiers_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/bundles/pnr-bundle-tiers.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrBundleTiers, group);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleTiers, basis_drop_down);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleTiers, effect_drop_down);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleTiers, tier_list);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleTiers, add_button);
  gtk_widget_class_bind_template_callback (widget_class, basis_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, effect_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
}

static void
pnr_bundle_tiers_init (PnrBundleTiers *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
pnr_bundle_tiers_set_draft (PnrBundleTiers *self, PnrBundleDraft *draft)
{
  g_return_if_fail (PNR_IS_BUNDLE_TIERS (self));
  g_return_if_fail (self->draft == NULL);

  self->draft = g_object_ref (draft);
  g_signal_connect_object (draft, "changed", G_CALLBACK (pnr_bundle_tiers_show), self,
                           G_CONNECT_SWAPPED);
}

/* Another bundle is shown from now on, in rows of its own. */
void
pnr_bundle_tiers_forget (PnrBundleTiers *self)
{
  GtkListBoxRow *row;

  g_return_if_fail (PNR_IS_BUNDLE_TIERS (self));

  while ((row = gtk_list_box_get_row_at_index (self->tier_list, 0)) != NULL)
    gtk_list_box_remove (self->tier_list, GTK_WIDGET (row));
}
