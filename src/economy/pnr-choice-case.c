/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers worked cases of a few shoppers facing any menu of offers, exactly over what they see. */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "base/pnr-report.h"
#include "economy/pnr-case-input.h"
#include "economy/pnr-engine-cases.h"
#include "economy/pnr-offer-menu.h"

#define SAME_MONEY 1e-7

typedef struct {
  double wtp[PNR_MENU_MAX_PRODUCTS];
  guint known;
  double weight;
  double background;
} Shopper;

/* How one shopper may end up: with which probability and which basket. */
typedef struct {
  double probability;
  guint content;
  guint seen;
  guint offered_after;
  PnrMenuCell cell;
  double ship_charge;
  double extra_ship;
  double extra_fee;
  double surplus;
} Ending;

typedef struct {
  double exposed;
  double taken;
  double revenue;
  double fresh;
  double trade_up;
  double giveaway;
  double switched;
  double displaced;
} OfferTotals;

typedef struct {
  double shoppers;
  double orders;
  double goods_revenue;
  double ship_fees;
  double net_revenue;
  double cost;
  double ship_cost;
  double pay_fees;
  double surplus;
  double units[PNR_MENU_MAX_PRODUCTS];
  double revenue[PNR_MENU_MAX_PRODUCTS];
  double *contents;
  OfferTotals offers[PNR_MENU_MAX_OFFERS];
} Totals;

static gboolean
read_shopper (GVariant *report, guint n_products, Shopper *shopper, GError **error)
{
  double aware[PNR_MENU_MAX_PRODUCTS];
  gsize n_aware = 0;

  *shopper = (Shopper){ 0 };
  if (!pnr_case_fill (report, "wtp", n_products, shopper->wtp, error)
      || !pnr_case_numbers_or_none (report, "aware", n_products, 0.0, 1.0, aware, &n_aware, error)
      || !pnr_case_number_or (report, "weight", 1.0, 0.0, 1e9, &shopper->weight, error)
      || !pnr_case_number_or (report, "background", 0.0, 0.0, 1e9, &shopper->background, error))
    return FALSE;
  for (guint j = 0; j < n_products; j++)
    shopper->known |= (guint) (j >= n_aware || aware[j] != 0.0) << j;
  return TRUE;
}

static double
get_contribution (const PnrMenu *menu, const Ending *ending)
{
  return pnr_menu_get_contribution (menu, ending->content, &ending->cell, ending->ship_charge);
}

/* Larger surplus, then larger contribution, then more units. */
static gboolean
is_preferred (const PnrMenu *menu, const Ending *a, const Ending *b)
{
  double gap = a->surplus - b->surplus;

  if (fabs (gap) > SAME_MONEY)
    return gap > 0.0;
  gap = get_contribution (menu, a) - get_contribution (menu, b);
  if (fabs (gap) > SAME_MONEY)
    return gap > 0.0;
  return pnr_menu_get_units (menu, a->content) > pnr_menu_get_units (menu, b->content);
}

static Ending
choose (const PnrMenu *menu, const Shopper *shopper, const PnrMenuCell *cells)
{
  Ending best = { .cell = cells[0] };

  for (guint c = 1; c < menu->n_contents; c++) {
    Ending own = { .content = c, .cell = cells[c] };

    if (!cells[c].is_on_sale)
      continue;
    own.ship_charge = pnr_menu_get_ship_charge (menu, c, cells[c].paid, shopper->background);
    own.surplus = pnr_menu_get_value (menu, c, shopper->wtp) - cells[c].paid - cells[c].friction
                  - own.ship_charge;
    if (is_preferred (menu, &own, &best))
      best = own;
  }
  return best;
}

/* Myopic: nobody held back before in the hope of what comes after the purchase. */
static void
offer_after_purchase (const PnrMenu *menu, const Shopper *shopper, guint seen, Ending *ending)
{
  for (guint o = 0; o < menu->n_offers; o++) {
    const PnrMenuOffer *offer = &menu->offers[o];
    guint to = pnr_menu_add (menu, ending->content, offer->quantity);
    double gain;

    if (offer->kind != PNR_MENU_OFFER_POST_ADD_ON || !(seen >> o & 1) || ending->content == 0
        || to == ending->content
        || (offer->anchor >= 0
            && pnr_menu_get_quantity (menu, ending->content, offer->anchor) == 0))
      continue;
    ending->offered_after |= 1u << o;
    gain = pnr_menu_get_value (menu, to, shopper->wtp)
           - pnr_menu_get_value (menu, ending->content, shopper->wtp) - offer->price
           - offer->friction;
    if (gain < -SAME_MONEY)
      continue;
    if (offer->ships_apart) {
      ending->extra_ship += menu->costs.ship_order;
      ending->extra_fee += menu->costs.fee_fixed;
    }
    ending->content = to;
    ending->surplus += gain;
    ending->cell.paid += offer->price;
    ending->cell.cost += offer->handling;
    ending->cell.uses[o] = 1;
    for (guint j = 0; j < menu->n_products; j++) {
      ending->cell.cost += offer->quantity[j] * menu->products[j].cost;
      ending->cell.offer_content[o][j] = offer->quantity[j];
    }
    pnr_menu_split_revenue (menu, offer->quantity, offer->price, ending->cell.revenue);
  }
}

static double
get_probability (const PnrMenu *menu, guint seen)
{
  double probability = 1.0;

  for (guint o = 0; o < menu->n_offers; o++)
    probability *= seen >> o & 1 ? menu->offers[o].exposure : 1.0 - menu->offers[o].exposure;
  return probability;
}

/* Whoever is shown an offer and does not want it may leave altogether. */
static double
get_stay_probability (const PnrMenu *menu, guint seen, const Ending *ending)
{
  double stay = 1.0;

  for (guint o = 0; o < menu->n_offers; o++)
    if ((seen >> o & 1) && menu->offers[o].kind != PNR_MENU_OFFER_POST_ADD_ON
        && ending->cell.uses[o] == 0)
      stay *= 1.0 - menu->offers[o].loss;
  return ending->content != 0 ? stay : 1.0;
}

/* Every set of offers seen, weighted: the exact mixture, without chance. */
static GArray *
list_endings (const PnrMenu *menu, const Shopper *shopper, PnrMenuCell *cells)
{
  GArray *endings = g_array_new (FALSE, FALSE, sizeof (Ending));

  for (guint seen = 0; seen < 1u << menu->n_offers; seen++) {
    double probability = get_probability (menu, seen);
    Ending ending;
    double stay;

    if (probability <= 0.0)
      continue;
    pnr_menu_fill (menu, seen, shopper->known, cells);
    ending = choose (menu, shopper, cells);
    stay = get_stay_probability (menu, seen, &ending);
    if (stay < 1.0) {
      Ending gone = { .probability = probability * (1.0 - stay), .seen = seen, .cell = cells[0] };

      g_array_append_val (endings, gone);
    }
    ending.probability = probability * stay;
    ending.seen = seen;
    offer_after_purchase (menu, shopper, seen, &ending);
    g_array_append_val (endings, ending);
  }
  return endings;
}

static void
add_ending (const PnrMenu *menu, double weight, const Ending *ending, Totals *totals)
{
  double charged = ending->cell.paid + ending->ship_charge;

  totals->shoppers += weight;
  totals->contents[ending->content] += weight;
  if (ending->content == 0)
    return;
  totals->orders += weight;
  totals->goods_revenue += weight * ending->cell.paid;
  totals->ship_fees += weight * ending->ship_charge;
  totals->net_revenue += weight * charged / (1.0 + menu->costs.vat);
  totals->cost += weight * ending->cell.cost;
  totals->ship_cost +=
      weight * (pnr_menu_get_ship_cost (menu, ending->content) + ending->extra_ship);
  totals->pay_fees +=
      weight * (menu->costs.fee_rate * charged + menu->costs.fee_fixed + ending->extra_fee);
  totals->surplus += weight * ending->surplus;
  for (guint j = 0; j < menu->n_products; j++) {
    totals->units[j] += weight * pnr_menu_get_quantity (menu, ending->content, j);
    totals->revenue[j] += weight * ending->cell.revenue[j];
  }
}

static void
classify (const PnrMenu *menu, guint o, double weight, const Ending *after, const PnrMenu *old,
          const Ending *before, OfferTotals *totals)
{
  gboolean had_all = TRUE, had_some = FALSE;

  for (guint j = 0; j < menu->n_products; j++) {
    guint wanted = MIN (after->cell.offer_content[o][j], menu->products[j].cap);
    guint had = pnr_menu_get_quantity (old, before->content, j);

    if (wanted == 0)
      continue;
    had_all &= had >= wanted;
    had_some |= had > 0;
    totals->displaced += weight * before->cell.revenue[j];
  }
  if (before->content == 0)
    totals->fresh += weight;
  else if (had_all)
    totals->giveaway += weight;
  else if (had_some)
    totals->trade_up += weight;
  else
    totals->switched += weight;
}

static void
add_offers (const PnrMenu *menu, double weight, const Ending *after, const PnrMenu *old,
            GArray *before, Totals *totals)
{
  for (guint o = 0; o < menu->n_offers; o++) {
    OfferTotals *own = &totals->offers[o];
    guint shown =
        menu->offers[o].kind == PNR_MENU_OFFER_POST_ADD_ON ? after->offered_after : after->seen;

    own->exposed += shown >> o & 1 ? weight : 0.0;
    if (after->cell.uses[o] == 0)
      continue;
    own->taken += weight;
    own->revenue += weight * after->cell.uses[o] * menu->offers[o].price;
    for (guint i = 0; i < before->len; i++) {
      const Ending *past = &g_array_index (before, Ending, i);

      classify (menu, o, weight * past->probability, after, old, past, own);
    }
  }
}

static GVariant *
numbers_to_list (const double *numbers, guint n)
{
  GPtrArray *items = g_ptr_array_new ();

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (items, g_variant_new_double (numbers[i]));
  return pnr_report_list_end (items);
}

static GVariant *
offers_to_report (const PnrMenu *menu, const Totals *totals)
{
  GVariantDict *report = pnr_report_new ();

  for (guint o = 0; o < menu->n_offers; o++) {
    const OfferTotals *own = &totals->offers[o];
    GVariantDict *offer = pnr_report_new ();

    pnr_report_add_number (offer, "exposed", own->exposed);
    pnr_report_add_number (offer, "taken", own->taken);
    pnr_report_add_number (offer, "revenue", own->revenue);
    pnr_report_add_number (offer, "new", own->fresh);
    pnr_report_add_number (offer, "trade_up", own->trade_up);
    pnr_report_add_number (offer, "giveaway", own->giveaway);
    pnr_report_add_number (offer, "switch", own->switched);
    pnr_report_add_number (offer, "displaced_revenue", own->displaced);
    pnr_report_add_number (offer, "take_rate",
                           own->exposed > 0.0 ? own->taken / own->exposed : NAN);
    pnr_report_add_number (offer, "cannibalisation",
                           own->revenue > 0.0 ? own->displaced / own->revenue : NAN);
    pnr_report_add_value (report, menu->offers[o].id, pnr_report_end (offer));
  }
  return pnr_report_end (report);
}

static GVariant *
contents_to_report (const PnrMenu *menu, const Totals *totals)
{
  GVariantDict *report = pnr_report_new ();

  for (guint c = 0; c < menu->n_contents; c++) {
    g_autoptr (GString) key = g_string_new (NULL);

    for (guint j = 0; j < menu->n_products; j++)
      g_string_append_printf (key, "%u", pnr_menu_get_quantity (menu, c, j));
    if (totals->contents[c] > 0.0)
      pnr_report_add_number (report, key->str, totals->contents[c]);
  }
  return pnr_report_end (report);
}

static double
get_total_contribution (const Totals *totals)
{
  return totals->net_revenue - totals->cost - totals->ship_cost - totals->pay_fees;
}

static double
get_aov (const Totals *totals)
{
  return totals->orders > 0.0 ? totals->goods_revenue / totals->orders : NAN;
}

static GVariant *
totals_to_report (const PnrMenu *menu, const Totals *totals, GVariant *delta)
{
  GVariantDict *report = pnr_report_new ();
  double units = 0.0;

  for (guint j = 0; j < menu->n_products; j++)
    units += totals->units[j];
  pnr_report_add_number (report, "shoppers", totals->shoppers);
  pnr_report_add_number (report, "orders", totals->orders);
  pnr_report_add_number (report, "goods_revenue", totals->goods_revenue);
  pnr_report_add_number (report, "ship_fees", totals->ship_fees);
  pnr_report_add_number (report, "net_revenue", totals->net_revenue);
  pnr_report_add_number (report, "cogs_handling", totals->cost);
  pnr_report_add_number (report, "ship_cost", totals->ship_cost);
  pnr_report_add_number (report, "pay_fees", totals->pay_fees);
  pnr_report_add_number (report, "contribution", get_total_contribution (totals));
  pnr_report_add_number (report, "consumer_surplus", totals->surplus);
  pnr_report_add_value (report, "units", numbers_to_list (totals->units, menu->n_products));
  pnr_report_add_value (report, "revenue_by_product",
                        numbers_to_list (totals->revenue, menu->n_products));
  pnr_report_add_value (report, "content", contents_to_report (menu, totals));
  pnr_report_add_number (report, "conversion", totals->orders / totals->shoppers);
  pnr_report_add_number (report, "aov", get_aov (totals));
  pnr_report_add_number (report, "units_per_order",
                         totals->orders > 0.0 ? units / totals->orders : NAN);
  pnr_report_add_value (report, "offers", offers_to_report (menu, totals));
  if (delta != NULL)
    pnr_report_add_value (report, "delta", delta);
  return pnr_report_end (report);
}

/* Products that no offer touches. */
static gboolean
is_untouched (const PnrMenu *menu, guint product)
{
  for (guint o = 0; o < menu->n_offers; o++)
    if (menu->offers[o].quantity[product] > 0 || (menu->offers[o].group >> product & 1))
      return FALSE;
  return TRUE;
}

static GVariant *
delta_to_report (const PnrMenu *menu, const Totals *before, const Totals *after)
{
  GVariantDict *report = pnr_report_new ();
  double gain = get_total_contribution (after) - get_total_contribution (before);
  double joy = after->surplus - before->surplus;
  double size = fabs (gain) + fabs (joy);
  double halo = 0.0;
  double units[PNR_MENU_MAX_PRODUCTS];

  for (guint j = 0; j < menu->n_products; j++) {
    units[j] = after->units[j] - before->units[j];
    halo += is_untouched (menu, j) ? after->revenue[j] - before->revenue[j] : 0.0;
  }
  pnr_report_add_number (report, "orders", after->orders - before->orders);
  pnr_report_add_number (report, "goods_revenue", after->goods_revenue - before->goods_revenue);
  pnr_report_add_number (report, "contribution", gain);
  pnr_report_add_number (report, "consumer_surplus", joy);
  pnr_report_add_number (report, "aov", get_aov (after) - get_aov (before));
  pnr_report_add_value (report, "units", numbers_to_list (units, menu->n_products));
  pnr_report_add_number (report, "win_win", size > 0.0 ? 2.0 * MIN (gain, joy) / size : 0.0);
  pnr_report_add_number (report, "halo_revenue", halo);
  return pnr_report_end (report);
}

static gboolean
run_shoppers (GVariant *shoppers, const PnrMenu *old, const PnrMenu *new_menu, Totals *before,
              Totals *after, PnrProgress *progress, GError **error)
{
  g_autofree PnrMenuCell *cells = g_new (PnrMenuCell, MAX (old->n_contents, new_menu->n_contents));

  for (gsize i = 0; i < pnr_report_list_length (shoppers); i++) {
    g_autoptr (GVariant) report = pnr_report_list_get (shoppers, i);
    g_autoptr (GArray) past = NULL;
    g_autoptr (GArray) now = NULL;
    Shopper shopper;

    if (!pnr_progress_check (progress, error))
      return FALSE;
    if (!read_shopper (report, old->n_products, &shopper, error)) {
      g_prefix_error (error, "shoppers[%" G_GSIZE_FORMAT "]: ", i);
      return FALSE;
    }
    past = list_endings (old, &shopper, cells);
    now = list_endings (new_menu, &shopper, cells);
    for (guint k = 0; k < past->len; k++) {
      const Ending *ending = &g_array_index (past, Ending, k);

      add_ending (old, shopper.weight * ending->probability, ending, before);
    }
    for (guint k = 0; k < now->len; k++) {
      const Ending *ending = &g_array_index (now, Ending, k);
      double weight = shopper.weight * ending->probability;

      add_ending (new_menu, weight, ending, after);
      add_offers (new_menu, weight, ending, old, past, after);
    }
  }
  return TRUE;
}

static PnrMenu *
read_menu (GVariant *inputs, const char *side, GError **error)
{
  g_autoptr (GVariant) object = pnr_case_object (inputs, side, error);
  PnrMenu *menu = object != NULL ? pnr_menu_new (object, error) : NULL;

  if (object != NULL && menu == NULL)
    g_prefix_error (error, "%s: ", side);
  return menu;
}

static GVariant *
simulate_list (GVariant *inputs, PnrProgress *progress, GError **error)
{
  g_autoptr (PnrMenu) old = read_menu (inputs, "baseline", error);
  g_autoptr (PnrMenu) new_menu = old != NULL ? read_menu (inputs, "scenario", error) : NULL;
  g_autoptr (GVariant) shoppers =
      new_menu != NULL ? pnr_case_list (inputs, "shoppers", error) : NULL;
  Totals before = { 0 }, after = { 0 };
  g_autofree double *old_contents = NULL, *new_contents = NULL;
  GVariantDict *report;

  if (shoppers == NULL)
    return NULL;
  if (old->n_products != new_menu->n_products) {
    pnr_case_fail (error, _ ("The field “%s” must list the same products before and after."),
                   "products");
    return NULL;
  }
  before.contents = old_contents = g_new0 (double, old->n_contents);
  after.contents = new_contents = g_new0 (double, new_menu->n_contents);
  if (!run_shoppers (shoppers, old, new_menu, &before, &after, progress, error))
    return NULL;
  report = pnr_report_new ();
  pnr_report_add_value (report, "baseline", totals_to_report (old, &before, NULL));
  pnr_report_add_value (
      report, "scenario",
      totals_to_report (new_menu, &after, delta_to_report (new_menu, &before, &after)));
  return pnr_report_end (report);
}

/**
 * pnr_choice_case_solve:
 * @task: simulate_list
 * @inputs: baseline, scenario and shoppers
 * @progress: (nullable): can cancel
 * @error: what the case lacks
 *
 * Returns: (transfer floating) (nullable): the results, named as the case names them
 */
GVariant *
pnr_choice_case_solve (const char *task, GVariant *inputs, PnrProgress *progress, GError **error)
{
  if (!pnr_progress_check (progress, error))
    return NULL;
  if (g_strcmp0 (task, "simulate_list") == 0)
    return simulate_list (inputs, progress, error);
  pnr_case_unknown_task ("choice", task, error);
  return NULL;
}
