/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is true of every bundle of one kind: its name, what it does, its roles and price modes. */
#include "config.h"

#include "model/pnr-bundle-kind.h"

#include <glib/gi18n.h>

#define ROLE(name) (1u << PNR_COMPONENT_ROLE_##name)
#define MODE(name) (1u << PNR_PRICE_MODE_##name)
#define SET_ROLES (ROLE (MAIN) | ROLE (AUXILIARY) | ROLE (CHOICE) | ROLE (GIFT))
#define SUM_MODES (MODE (FIXED) | MODE (PERCENT_OFF) | MODE (AMOUNT_OFF))

#define WHOLE 1000000
/* Where a merchant starts from; what is good is found out by the economy. */
#define FIRST_DISCOUNT 100000
#define FIRST_THRESHOLD_MINOR 10000

/* @first_role: of the first product that is added, @later_role: of every other. */
typedef struct {
  const char *label;
  const char *consequence;
  guint roles;
  guint modes;
  PnrComponentRole first_role;
  PnrComponentRole later_role;
  PnrPriceMode first_mode;
} KindFacts;

static const KindFacts facts[PNR_N_BUNDLE_KINDS] = {
  { NC_ ("bundle", "Pure"), N_ ("Sold only together: single sales of the parts are lost."),
    SET_ROLES, SUM_MODES | MODE (PER_COMPONENT), PNR_COMPONENT_ROLE_MAIN,
    PNR_COMPONENT_ROLE_AUXILIARY, PNR_PRICE_MODE_PERCENT_OFF },
  { NC_ ("bundle", "Mixed"),
    N_ ("Together at a price of its own, or singly: some who would have paid for all parts now "
        "pay less."),
    SET_ROLES, SUM_MODES | MODE (PER_COMPONENT), PNR_COMPONENT_ROLE_MAIN,
    PNR_COMPONENT_ROLE_AUXILIARY, PNR_PRICE_MODE_PERCENT_OFF },
  { NC_ ("bundle", "Leader"),
    N_ ("Who buys the anchor gets the reward cheaper: the anchor keeps its price."),
    ROLE (MAIN) | ROLE (REWARD), SUM_MODES | MODE (PER_COMPONENT), PNR_COMPONENT_ROLE_MAIN,
    PNR_COMPONENT_ROLE_REWARD, PNR_PRICE_MODE_PERCENT_OFF },
  { NC_ ("bundle", "Mix and match"),
    N_ ("Shoppers pick so many of several: many take the dearest at the same price."),
    ROLE (MAIN) | ROLE (AUXILIARY) | ROLE (CHOICE), SUM_MODES | MODE (TIERS),
    PNR_COMPONENT_ROLE_CHOICE, PNR_COMPONENT_ROLE_CHOICE, PNR_PRICE_MODE_PERCENT_OFF },
  { NC_ ("bundle", "Tiered"),
    N_ ("The more different products, the more is taken off all of them."), ROLE (AUXILIARY),
    MODE (TIERS), PNR_COMPONENT_ROLE_AUXILIARY, PNR_COMPONENT_ROLE_AUXILIARY,
    PNR_PRICE_MODE_TIERS },
  { NC_ ("bundle", "Volume"),
    N_ ("The more of one product, the less each costs: who needs one stocks up."), ROLE (MAIN),
    MODE (TIERS) | MODE (N_FOR), PNR_COMPONENT_ROLE_MAIN, PNR_COMPONENT_ROLE_MAIN,
    PNR_PRICE_MODE_TIERS },
  { NC_ ("bundle", "Buy X, get Y"),
    N_ ("So many at full price make others cheap or free: stock moves, margin per piece falls."),
    ROLE (MAIN) | ROLE (REWARD), SUM_MODES, PNR_COMPONENT_ROLE_MAIN, PNR_COMPONENT_ROLE_REWARD,
    PNR_PRICE_MODE_PERCENT_OFF },
  { NC_ ("bundle", "Gift with purchase"),
    N_ ("From an amount on something comes free: orders just below it grow, all above it cost "
        "more."),
    ROLE (GIFT), MODE (PERCENT_OFF), PNR_COMPONENT_ROLE_GIFT, PNR_COMPONENT_ROLE_GIFT,
    PNR_PRICE_MODE_PERCENT_OFF },
  { NC_ ("bundle", "Add-on"),
    N_ ("Beside an anchor each extra is offered at a price of its own: nothing is taken away."),
    ROLE (MAIN) | ROLE (AUXILIARY), SUM_MODES | MODE (PER_COMPONENT), PNR_COMPONENT_ROLE_MAIN,
    PNR_COMPONENT_ROLE_AUXILIARY, PNR_PRICE_MODE_PERCENT_OFF },
};

const char *
pnr_bundle_kind_get_label (PnrBundleKind kind)
{
  return g_dpgettext2 (NULL, "bundle", facts[kind].label);
}

/* One sentence: what such an offer does to the shop. */
const char *
pnr_bundle_kind_get_consequence (PnrBundleKind kind)
{
  return _ (facts[kind].consequence);
}

gboolean
pnr_bundle_kind_takes_role (PnrBundleKind kind, PnrComponentRole role)
{
  return (facts[kind].roles >> role & 1) != 0;
}

gboolean
pnr_bundle_kind_takes_mode (PnrBundleKind kind, PnrPriceMode mode)
{
  return (facts[kind].modes >> mode & 1) != 0;
}

/* How many products make sense in one; a price by volume counts units of a single one. */
guint
pnr_bundle_kind_get_most_products (PnrBundleKind kind)
{
  return kind == PNR_BUNDLE_KIND_VOLUME ? 1 : G_MAXUINT;
}

/* The role of a product that is added to a bundle with so many components. */
PnrComponentRole
pnr_bundle_kind_get_next_role (PnrBundleKind kind, guint n_components)
{
  return n_components == 0 ? facts[kind].first_role : facts[kind].later_role;
}

/* The price mode that a new bundle of this kind starts with. */
PnrPriceMode
pnr_bundle_kind_get_first_mode (PnrBundleKind kind)
{
  return facts[kind].first_mode;
}

/* Only buy-get knows a product in two roles. */
static gboolean
stands_before (GArray *components, gint64 product_id)
{
  for (guint i = 0; i < components->len; i++)
    if (g_array_index (components, PnrComponent, i).product_id == product_id)
      return TRUE;
  return FALSE;
}

static void
fit_roles (PnrBundle *self, PnrBundleKind kind)
{
  g_autoptr (GArray) components = g_array_new (FALSE, FALSE, sizeof (PnrComponent));
  guint n_components;

  for (guint i = 0; i < pnr_bundle_get_n_components (self); i++) {
    PnrComponent component = *pnr_bundle_get_component (self, i);

    if (kind != PNR_BUNDLE_KIND_BUY_GET && stands_before (components, component.product_id))
      continue;
    /* Sets keep what they know; elsewhere the first product is what the offer is built around. */
    if (kind > PNR_BUNDLE_KIND_MIXED || !pnr_bundle_kind_takes_role (kind, component.role))
      component.role = pnr_bundle_kind_get_next_role (kind, components->len);
    g_array_append_val (components, component);
  }
  pnr_bundle_set_components (self, (PnrComponent *) components->data, components->len);
  n_components = components->len;
  /* Of a single product, another one of the same is what there is to get. */
  if (kind == PNR_BUNDLE_KIND_BUY_GET && n_components == 1) {
    PnrComponent reward = *pnr_bundle_get_component (self, 0);

    reward.role = PNR_COMPONENT_ROLE_REWARD;
    pnr_bundle_change_component (self, 1, &reward);
  }
}

static void
fit_price (PnrBundle *self, PnrBundleKind kind)
{
  static const PnrPriceTier first_tiers[] = { { 2, 50000 }, { 3, 100000 } };
  gboolean is_free = kind == PNR_BUNDLE_KIND_GIFT || kind == PNR_BUNDLE_KIND_BUY_GET;

  if (kind != PNR_BUNDLE_KIND_GIFT
      && pnr_bundle_kind_takes_mode (kind, pnr_bundle_get_price_mode (self)))
    return;
  pnr_bundle_set_price_mode (self, facts[kind].first_mode);
  if (facts[kind].first_mode != PNR_PRICE_MODE_TIERS) {
    pnr_bundle_set_price_value (self, is_free ? WHOLE : FIRST_DISCOUNT);
  } else if (pnr_bundle_get_n_tiers (self) == 0) {
    pnr_bundle_set_tier_basis (self, PNR_PRICE_TIER_BASIS_COUNT);
    pnr_bundle_set_tier_effect (self, PNR_PRICE_TIER_EFFECT_PERCENT_OFF);
    pnr_bundle_set_tiers (self, first_tiers, G_N_ELEMENTS (first_tiers));
  }
}

/**
 * pnr_bundle_become:
 * @self: a bundle
 * @kind: another kind
 *
 * Changes the kind and, where the new one does not know them, roles, price mode and terms: what
 * pnr_bundle_find_fault() would say against the mere word is put right by what this kind starts
 * with. Products stay.
 */
void
pnr_bundle_become (PnrBundle *self, PnrBundleKind kind)
{
  gboolean had_choices;

  g_return_if_fail (PNR_IS_BUNDLE (self));

  if (kind == pnr_bundle_get_kind (self))
    return;
  had_choices = pnr_bundle_get_choice_min (self) > 0;

  g_object_freeze_notify (G_OBJECT (self));
  pnr_bundle_set_kind (self, kind);
  fit_roles (self, kind);
  fit_price (self, kind);
  if (!pnr_bundle_kind_takes_role (kind, PNR_COMPONENT_ROLE_CHOICE))
    pnr_bundle_set_choice (self, 0, 0, 1);
  else if (kind == PNR_BUNDLE_KIND_MIX_AND_MATCH && !had_choices)
    pnr_bundle_set_choice (self, 2, 2, 1);
  if (kind != PNR_BUNDLE_KIND_GIFT)
    pnr_bundle_set_threshold_minor (self, 0);
  else if (pnr_bundle_get_threshold_minor (self) == 0)
    pnr_bundle_set_threshold_minor (self, FIRST_THRESHOLD_MINOR);
  g_object_thaw_notify (G_OBJECT (self));
}

const char *
pnr_component_role_get_label (PnrComponentRole role)
{
  static const char *const labels[PNR_N_COMPONENT_ROLES] = {
    NC_ ("role", "Main"),   NC_ ("role", "Part"),   NC_ ("role", "Gift"),
    NC_ ("role", "Reward"), NC_ ("role", "Choice"),
  };

  return g_dpgettext2 (NULL, "role", labels[role]);
}

const char *
pnr_price_mode_get_label (PnrPriceMode mode)
{
  static const char *const labels[PNR_N_PRICE_MODES] = {
    N_ ("Fixed price"),         N_ ("Per cent off"),    N_ ("Amount off"),
    N_ ("Per cent by product"), N_ ("N for one price"), N_ ("Tiers"),
  };

  return _ (labels[mode]);
}
