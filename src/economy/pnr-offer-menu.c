/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A shop with every kind of offer, small enough to compute exactly, read from a worked case.
 *
 * One pass over contents in ascending order finds the cheapest purchase of each: every purchase
 * only ever adds to the basket. Offers stand before single products, so that a shopper who can
 * have the same thing for the same money takes the offer. */
#include "config.h"

#include "economy/pnr-offer-menu.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "economy/pnr-case-input.h"

/* Money differences below this are rounding of decimals. */
#define SAME_MONEY 1e-7
#define MAX_CONTENTS 65536

/* Weights and money of a case are below this; the case's own check says so too. */
#define MOST 1e9

/* Weights and costs of bands are decimals in a case, whole numbers in a tariff. */
#define BAND_PARTS 1000000

static gboolean
read_quantities (GVariant *report, guint n_products, guint *quantity, GError **error)
{
  g_autoptr (GVariant) content = NULL;

  if (!pnr_case_list_or_none (report, "content", n_products, &content, error))
    return FALSE;
  for (gsize i = 0; i < pnr_report_list_length (content); i++) {
    g_autoptr (GVariant) line = pnr_report_list_get (content, i);
    g_autoptr (GVariant) product = NULL, units = NULL;
    double j = -1, n = -1;

    if (g_variant_is_of_type (line, G_VARIANT_TYPE ("av")) && pnr_report_list_length (line) == 2) {
      product = pnr_report_list_get (line, 0);
      units = pnr_report_list_get (line, 1);
    }
    if (!pnr_variant_as_number (product, &j) || !pnr_variant_as_number (units, &n) || !(j >= 0)
        || !(j < n_products) || !(n >= 0 && n < 1000)) {
      pnr_case_fail (error, _ ("The field “%s” must list pairs of a product and a quantity."),
                     "content");
      return FALSE;
    }
    quantity[(guint) j] = (guint) n;
  }
  return TRUE;
}

static gboolean
read_kind (GVariant *report, PnrMenuOfferKind *kind, GError **error)
{
  static const char *const words[] = { "bundle", "n_of_m", "tier_percent",
                                       "addon",  "gift",   "post_addon" };
  g_autofree char *word = pnr_case_text (report, "kind", error);

  if (word == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (word, words[i]) == 0) {
      *kind = (PnrMenuOfferKind) i;
      return TRUE;
    }
  pnr_case_fail (error, _ ("The field “%s” names no kind of offer."), "kind");
  return FALSE;
}

static gboolean
read_group (GVariant *report, guint n_products, PnrMenuOffer *offer, GError **error)
{
  double members[PNR_MENU_MAX_PRODUCTS];
  gsize n_members = 0, n_percents = 0;

  if (!pnr_case_numbers_or_none (report, "group", n_products, 0, n_products - 1.0, members,
                                 &n_members, error)
      || !pnr_case_numbers_or_none (report, "percents", PNR_MENU_MAX_PRODUCTS, 0, 100,
                                    offer->percents, &n_percents, error))
    return FALSE;
  for (gsize i = 0; i < n_members; i++)
    offer->group |= 1u << (guint) members[i];
  offer->n_percents = (guint) n_percents;
  return TRUE;
}

static gboolean
read_offer (GVariant *report, guint n_products, PnrMenuOffer *offer, GError **error)
{
  gint64 n_of_group, anchor;
  gboolean merges = TRUE;

  offer->id = pnr_case_text (report, "id", error);
  if (offer->id == NULL || !read_kind (report, &offer->kind, error)
      || !read_quantities (report, n_products, offer->quantity, error)
      || !read_group (report, n_products, offer, error)
      || !pnr_case_whole_or (report, "n", 0, 0, PNR_MENU_MAX_PRODUCTS, &n_of_group, error)
      || !pnr_case_number_or (report, "price", 0, -MOST, MOST, &offer->price, error)
      || !pnr_case_number_or (report, "threshold", 0, -MOST, MOST, &offer->threshold, error)
      || !pnr_case_whole_or (report, "anchor", -1, -1, (gint64) n_products - 1, &anchor, error)
      || !pnr_case_number_or (report, "exposure", 1, 0, 1, &offer->exposure, error)
      || !pnr_case_number_or (report, "friction", 0, -MOST, MOST, &offer->friction, error)
      || !pnr_case_number_or (report, "loss", 0, 0, 1, &offer->loss, error)
      || !pnr_case_number_or (report, "handling", 0, -MOST, MOST, &offer->handling, error)
      || !pnr_case_truth_or (report, "merge_shipping", TRUE, &merges, error))
    return FALSE;
  offer->n_of_group = (guint) n_of_group;
  offer->anchor = (int) anchor;
  offer->ships_apart = !merges;
  return TRUE;
}

static gboolean
read_product (GVariant *report, PnrMenuProduct *product, GError **error)
{
  g_autoptr (GVariant) group = pnr_report_get (report, "group");
  gint64 cap;

  if (!pnr_case_number_within (report, "price", 0, MOST, &product->price, error)
      || !pnr_case_number_or (report, "cost", 0, -MOST, MOST, &product->cost, error)
      || !pnr_case_whole_or (report, "cap", 1, 1, 100, &cap, error)
      || !pnr_case_number_or (report, "decay", 0, 0, 10, &product->decay, error)
      || !pnr_case_truth_or (report, "alone", TRUE, &product->is_sold_singly, error)
      || !pnr_case_number_or (report, "weight", 0, 0, MOST, &product->weight, error)
      || !pnr_case_number_or (report, "ship_units", 1, 0, MOST, &product->ship_units, error))
    return FALSE;
  product->cap = (guint) cap;
  product->group = group != NULL ? pnr_case_text (report, "group", error) : NULL;
  return group == NULL || product->group != NULL;
}

static gboolean
read_bands (GVariant *report, PnrMenuCosts *costs, GError **error)
{
  g_autoptr (GVariant) bands = NULL;

  if (!pnr_case_list_or_none (report, "ship_bands", PNR_PARCEL_MAX_BANDS, &bands, error))
    return FALSE;
  for (gsize i = 0; i < pnr_report_list_length (bands); i++) {
    g_autoptr (GVariant) band = pnr_report_list_get (bands, i);
    gboolean is_good =
        g_variant_is_of_type (band, G_VARIANT_TYPE ("av")) && pnr_report_list_length (band) == 2;
    double pair[2];

    for (gsize part = 0; is_good && part < 2; part++) {
      g_autoptr (GVariant) figure = pnr_report_list_get (band, part);

      is_good =
          pnr_variant_as_number (figure, &pair[part]) && pair[part] >= 0.0 && pair[part] <= MOST;
    }
    if (!is_good) {
      pnr_case_fail (error, _ ("The field “%s” must list pairs of a weight and a cost."),
                     "ship_bands");
      return FALSE;
    }
    costs->bands.bands[costs->bands.n_bands++] =
        (PnrParcelBand){ llround (pair[0] * BAND_PARTS), llround (pair[1] * BAND_PARTS) };
  }
  return TRUE;
}

static gboolean
read_costs (GVariant *report, PnrMenuCosts *costs, GError **error)
{
  g_autoptr (GVariant) listed = pnr_report_get (report, "costs");
  g_autoptr (GVariant) own = listed != NULL ? pnr_case_object (report, "costs", error) : NULL;

  costs->free_ship_from = INFINITY;
  if (listed == NULL)
    return TRUE;
  return own != NULL
         && pnr_case_number_or (own, "ship_order", 0, 0, MOST, &costs->ship_order, error)
         && pnr_case_number_or (own, "ship_unit", 0, 0, MOST, &costs->ship_unit, error)
         && pnr_case_number_or (own, "fee_rate", 0, 0, 1, &costs->fee_rate, error)
         && pnr_case_number_or (own, "fee_fixed", 0, 0, MOST, &costs->fee_fixed, error)
         && pnr_case_number_or (own, "vat", 0, 0, 10, &costs->vat, error)
         && pnr_case_number_or (own, "ship_charge", 0, 0, MOST, &costs->ship_charge, error)
         && pnr_case_number_or (own, "free_ship_from", INFINITY, 0, MOST, &costs->free_ship_from,
                                error)
         && read_bands (own, costs, error);
}

static gboolean
read_bond (PnrMenu *self, GVariant *bond, GError **error)
{
  double part[3];
  gboolean is_good =
      g_variant_is_of_type (bond, G_VARIANT_TYPE ("av")) && pnr_report_list_length (bond) == 3;

  for (gsize k = 0; is_good && k < 3; k++) {
    g_autoptr (GVariant) figure = pnr_report_list_get (bond, k);

    is_good = pnr_variant_as_number (figure, &part[k])
              && (k == 2 || (part[k] >= 0 && part[k] < self->n_products));
  }
  if (!is_good) {
    pnr_case_fail (error, _ ("The field “%s” must list two products and a number each."), "theta");
    return FALSE;
  }
  self->theta[(guint) part[0]][(guint) part[1]] = part[2];
  self->theta[(guint) part[1]][(guint) part[0]] = part[2];
  return TRUE;
}

static gboolean
read_theta (PnrMenu *self, GVariant *report, GError **error)
{
  g_autoptr (GVariant) bonds = NULL;

  if (!pnr_case_list_or_none (report, "theta", PNR_MENU_MAX_PRODUCTS * PNR_MENU_MAX_PRODUCTS,
                              &bonds, error))
    return FALSE;
  for (gsize i = 0; i < pnr_report_list_length (bonds); i++) {
    g_autoptr (GVariant) bond = pnr_report_list_get (bonds, i);

    if (!read_bond (self, bond, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
read_products (PnrMenu *self, GVariant *report, GError **error)
{
  g_autoptr (GVariant) products = NULL;

  if (!pnr_case_list_or_none (report, "products", PNR_MENU_MAX_PRODUCTS, &products, error))
    return FALSE;
  self->n_contents = 1;
  for (gsize j = 0; j < pnr_report_list_length (products); j++) {
    g_autoptr (GVariant) product = pnr_report_list_get (products, j);

    if (!read_product (product, &self->products[self->n_products], error)) {
      g_prefix_error (error, "products[%" G_GSIZE_FORMAT "]: ", j);
      return FALSE;
    }
    self->stride[self->n_products] = self->n_contents;
    self->n_contents *= self->products[self->n_products++].cap + 1;
    if (self->n_contents > MAX_CONTENTS) {
      pnr_case_fail (error, _ ("The field “%s” allows too many different baskets."), "cap");
      return FALSE;
    }
  }
  if (self->n_products > 0)
    return TRUE;
  pnr_case_fail (error, _ ("The field “%s” must be a list that is not empty."), "products");
  return FALSE;
}

static gboolean
read_offers (PnrMenu *self, GVariant *report, GError **error)
{
  g_autoptr (GVariant) offers = NULL;

  if (!pnr_case_list_or_none (report, "offers", PNR_MENU_MAX_OFFERS, &offers, error))
    return FALSE;
  for (gsize o = 0; o < pnr_report_list_length (offers); o++) {
    g_autoptr (GVariant) offer = pnr_report_list_get (offers, o);

    if (!read_offer (offer, self->n_products, &self->offers[self->n_offers++], error)) {
      g_prefix_error (error, "offers[%" G_GSIZE_FORMAT "]: ", o);
      return FALSE;
    }
  }
  return TRUE;
}

/**
 * pnr_menu_new:
 * @report: products, theta, offers and costs as a case writes them
 * @error: names the field that is missing or wrong
 *
 * Returns: (transfer full) (nullable): the menu; %NULL where it cannot be read
 */
PnrMenu *
pnr_menu_new (GVariant *report, GError **error)
{
  g_autoptr (PnrMenu) self = g_new0 (PnrMenu, 1);

  return read_products (self, report, error) && read_costs (report, &self->costs, error)
                 && read_theta (self, report, error) && read_offers (self, report, error)
             ? g_steal_pointer (&self)
             : NULL;
}

void
pnr_menu_free (PnrMenu *self)
{
  for (guint j = 0; j < PNR_MENU_MAX_PRODUCTS; j++)
    g_free (self->products[j].group);
  for (guint o = 0; o < PNR_MENU_MAX_OFFERS; o++)
    g_free (self->offers[o].id);
  g_free (self);
}

guint
pnr_menu_get_quantity (const PnrMenu *self, guint content, guint product)
{
  return content / self->stride[product] % (self->products[product].cap + 1);
}

/* The content after adding units, none above what is useful. */
guint
pnr_menu_add (const PnrMenu *self, guint content, const guint *quantity)
{
  guint sum = 0;

  for (guint j = 0; j < self->n_products; j++) {
    guint units = pnr_menu_get_quantity (self, content, j) + quantity[j];

    sum += self->stride[j] * MIN (units, self->products[j].cap);
  }
  return sum;
}

guint
pnr_menu_get_units (const PnrMenu *self, guint content)
{
  guint units = 0;

  for (guint j = 0; j < self->n_products; j++)
    units += pnr_menu_get_quantity (self, content, j);
  return units;
}

double
pnr_menu_get_value (const PnrMenu *self, guint content, const double *wtp)
{
  double value = 0.0;

  for (guint j = 0; j < self->n_products; j++) {
    guint units = pnr_menu_get_quantity (self, content, j);
    double own = 0.0, step = wtp[j], bond = 1.0;

    if (units == 0)
      continue;
    for (guint unit = 0; unit < units; unit++, step *= self->products[j].decay)
      own += step;
    for (guint k = 0; k < self->n_products; k++)
      if (k != j && pnr_menu_get_quantity (self, content, k) > 0)
        bond += self->theta[j][k];
    value += own * MAX (bond, 0.0);
  }
  return value;
}

double
pnr_menu_get_ship_charge (const PnrMenu *self, guint content, double paid, double background)
{
  if (content == 0 || paid + background >= self->costs.free_ship_from - SAME_MONEY)
    return 0.0;
  return self->costs.ship_charge;
}

double
pnr_menu_get_ship_cost (const PnrMenu *self, guint content)
{
  double weight = 0.0, units = 0.0;

  if (content == 0)
    return 0.0;
  for (guint j = 0; j < self->n_products; j++) {
    weight += pnr_menu_get_quantity (self, content, j) * self->products[j].weight;
    units += pnr_menu_get_quantity (self, content, j) * self->products[j].ship_units;
  }
  if (self->costs.bands.n_bands > 0)
    return pnr_parcel_tariff_get_cost (&self->costs.bands, llround (weight * BAND_PARTS), 1)
           / (double) BAND_PARTS;
  return self->costs.ship_order + self->costs.ship_unit * units;
}

double
pnr_menu_get_contribution (const PnrMenu *self, guint content, const PnrMenuCell *cell,
                           double ship_charge)
{
  double charged = cell->paid + ship_charge;

  if (content == 0)
    return 0.0;
  return charged / (1.0 + self->costs.vat) - cell->cost - pnr_menu_get_ship_cost (self, content)
         - self->costs.fee_rate * charged - self->costs.fee_fixed;
}

/* Splits an offer's price by list price times quantity. */
void
pnr_menu_split_revenue (const PnrMenu *self, const guint *quantity, double price, double *revenue)
{
  double list = 0.0;

  for (guint j = 0; j < self->n_products; j++)
    list += self->products[j].price * quantity[j];
  for (guint j = 0; j < self->n_products; j++)
    if (list > 0.0)
      revenue[j] += price * self->products[j].price * quantity[j] / list;
}

static void
keep_cheaper (const PnrMenu *self, guint content, const PnrMenuCell *cell, PnrMenuCell *cells)
{
  PnrMenuCell *best = &cells[content];
  double gap;

  if (best->is_on_sale) {
    gap = cell->paid + cell->friction - best->paid - best->friction;
    if (gap > SAME_MONEY)
      return;
    if (gap > -SAME_MONEY
        && pnr_menu_get_contribution (self, content, cell, 0.0)
               <= pnr_menu_get_contribution (self, content, best, 0.0) + SAME_MONEY)
      return;
  }
  *best = *cell;
}

/* From a purchase of @before to one that may be the cheapest of @cells. */
typedef struct {
  const PnrMenu *menu;
  const PnrMenuCell *before;
  PnrMenuCell *cells;
  guint from;
} Step;

/* @offer G_MAXUINT: a single product. */
static void
buy (const Step *step, const guint *quantity, double price, double friction, double handling,
     guint offer)
{
  const PnrMenu *self = step->menu;
  guint to = pnr_menu_add (self, step->from, quantity);
  PnrMenuCell cell = step->before[step->from];

  if (to == step->from)
    return;
  cell.paid += price;
  cell.friction += friction;
  cell.cost += handling;
  for (guint j = 0; j < self->n_products; j++)
    cell.cost += quantity[j] * self->products[j].cost;
  pnr_menu_split_revenue (self, quantity, price, cell.revenue);
  if (offer != G_MAXUINT) {
    cell.uses[offer]++;
    for (guint j = 0; j < self->n_products; j++)
      cell.offer_content[offer][j] = MAX (cell.offer_content[offer][j], quantity[j]);
  }
  keep_cheaper (self, to, &cell, step->cells);
}

static void
buy_any_of_group (const Step *step, guint o)
{
  const PnrMenuOffer *offer = &step->menu->offers[o];

  for (guint set = 1; set < 1u << step->menu->n_products; set++) {
    guint quantity[PNR_MENU_MAX_PRODUCTS] = { 0 };

    if ((set & ~offer->group) != 0 || (guint) __builtin_popcount (set) != offer->n_of_group)
      continue;
    for (guint j = 0; j < step->menu->n_products; j++)
      quantity[j] = set >> j & 1;
    buy (step, quantity, offer->price, offer->friction, offer->handling, o);
  }
}

static void
buy_everything (const Step *step, guint seen, guint known)
{
  const PnrMenu *self = step->menu;

  for (guint o = 0; o < self->n_offers; o++) {
    const PnrMenuOffer *offer = &self->offers[o];
    gboolean has_anchor =
        offer->anchor < 0 || pnr_menu_get_quantity (self, step->from, offer->anchor) > 0;

    if (!(seen >> o & 1))
      continue;
    if (offer->kind == PNR_MENU_OFFER_N_OF_M)
      buy_any_of_group (step, o);
    else if (offer->kind == PNR_MENU_OFFER_BUNDLE
             || (offer->kind == PNR_MENU_OFFER_ADD_ON && has_anchor))
      buy (step, offer->quantity, offer->price, offer->friction, offer->handling, o);
  }
  for (guint j = 0; j < self->n_products; j++) {
    guint quantity[PNR_MENU_MAX_PRODUCTS] = { 0 };

    quantity[j] = 1;
    if ((known >> j & 1) && self->products[j].is_sold_singly)
      buy (step, quantity, self->products[j].price, 0.0, 0.0, G_MAXUINT);
  }
}

/* Singly bought goods, with the tier's percentage off its group, rounded half up per line. */
static void
apply_tier (const PnrMenu *self, guint o, guint known, guint content, PnrMenuCell *cells)
{
  const PnrMenuOffer *offer = &self->offers[o];
  PnrMenuCell cell = { .is_on_sale = TRUE, .friction = offer->friction, .cost = offer->handling };
  guint n_members = 0;
  double percent;

  for (guint j = 0; j < self->n_products; j++) {
    guint units = pnr_menu_get_quantity (self, content, j);

    if (units > 0 && (!(known >> j & 1) || !self->products[j].is_sold_singly))
      return;
    n_members += offer->group >> j & 1 ? units : 0;
  }
  if (n_members == 0 || offer->n_percents == 0)
    return;
  percent = offer->percents[MIN (n_members, offer->n_percents) - 1];
  if (percent <= 0.0)
    return;
  cell.uses[o] = 1;
  for (guint j = 0; j < self->n_products; j++) {
    guint units = pnr_menu_get_quantity (self, content, j);
    gboolean is_member = offer->group >> j & 1;
    double line = units * self->products[j].price;

    cell.revenue[j] = is_member ? floor (line * (1.0 - percent / 100.0) + 0.5) : line;
    cell.paid += cell.revenue[j];
    cell.cost += units * self->products[j].cost;
    cell.offer_content[o][j] = is_member ? units : 0;
  }
  keep_cheaper (self, content, &cell, cells);
}

/* Once, and on top of what is paid without it: the cheapest way to what it goes with may be one
 * that a gift into a smaller basket undercuts there. */
static void
apply_gift (const PnrMenu *self, guint o, PnrMenuCell *cells)
{
  const PnrMenuOffer *offer = &self->offers[o];
  g_autofree PnrMenuCell *before = g_memdup2 (cells, self->n_contents * sizeof *cells);

  for (guint c = 1; c < self->n_contents; c++)
    if (before[c].is_on_sale && before[c].paid >= offer->threshold - SAME_MONEY)
      buy (&(Step){ self, before, cells, c }, offer->quantity, 0.0, offer->friction,
           offer->handling, o);
}

static gboolean
has_alternatives (const PnrMenu *self, guint content)
{
  for (guint j = 0; j < self->n_products; j++)
    for (guint k = 0; k < j; k++)
      if (self->products[j].group != NULL
          && g_strcmp0 (self->products[j].group, self->products[k].group) == 0
          && pnr_menu_get_quantity (self, content, j) > 0
          && pnr_menu_get_quantity (self, content, k) > 0)
        return TRUE;
  return FALSE;
}

/**
 * pnr_menu_fill:
 * @self: a menu
 * @seen: offers seen, as a set of bits
 * @known: products known before any offer, as a set of bits; seen offers add theirs
 * @cells: (out): the cheapest purchase of each content
 */
void
pnr_menu_fill (const PnrMenu *self, guint seen, guint known, PnrMenuCell *cells)
{
  for (guint o = 0; o < self->n_offers; o++) {
    const PnrMenuOffer *offer = &self->offers[o];

    if (!(seen >> o & 1) || offer->kind == PNR_MENU_OFFER_POST_ADD_ON)
      continue;
    known |= offer->group;
    for (guint j = 0; j < self->n_products; j++)
      known |= (guint) (offer->quantity[j] > 0) << j;
  }
  for (guint c = 0; c < self->n_contents; c++)
    cells[c] = (PnrMenuCell){ .is_on_sale = c == 0 };
  for (guint c = 0; c < self->n_contents; c++)
    if (cells[c].is_on_sale)
      buy_everything (&(Step){ self, cells, cells, c }, seen, known);
  for (guint o = 0; o < self->n_offers; o++)
    for (guint c = 1; (seen >> o & 1) && c < self->n_contents; c++)
      if (self->offers[o].kind == PNR_MENU_OFFER_TIER)
        apply_tier (self, o, known, c, cells);
  for (guint o = 0; o < self->n_offers; o++)
    if ((seen >> o & 1) && self->offers[o].kind == PNR_MENU_OFFER_GIFT)
      apply_gift (self, o, cells);
  for (guint c = 0; c < self->n_contents; c++)
    if (has_alternatives (self, c))
      cells[c].is_on_sale = FALSE;
}
