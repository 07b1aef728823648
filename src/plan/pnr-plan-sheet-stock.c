/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many of a bundle the stock allows, alone and beside the other bundles that need it, too. */
#include "config.h"

#include "plan/pnr-plan-sheet-private.h"

#include <math.h>

#include "base/pnr-report.h"
#include "economy/pnr-stock.h"
#include "plan/pnr-plan-deals.h"

/* A window waits for it. What is found till then can be sold; that nothing better is, is not said.
 */
#define MOST_MILLISECONDS 400

#define MOST_OFFERS 64

/* @products: ids, those of the bundle first. @offers: bundles, the asked one first. The tables are
 * those of a PnrStockQuestion. */
typedef struct {
  PnrContents *contents;
  GArray *products;
  GPtrArray *offers;
  guint n_left_out;
  gint64 *stock;
  gint64 *quantity;
  gint64 *n_picks;
  gint64 *pool;
  gint64 *pick_units;
  double *daily;
} Shelf;

static guint
find_product (const Shelf *self, gint64 id)
{
  guint place = 0;

  while (place < self->products->len && g_array_index (self->products, gint64, place) != id)
    place++;
  return place;
}

static void
take_offer (Shelf *self, PnrBundle *bundle)
{
  if (self->offers->len == MOST_OFFERS) {
    self->n_left_out++;
    return;
  }
  g_ptr_array_add (self->offers, bundle);
  for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++) {
    gint64 id = pnr_bundle_get_component (bundle, i)->product_id;

    if (find_product (self, id) == self->products->len)
      g_array_append_val (self->products, id);
  }
}

/* What nobody counts keeps no two bundles apart. */
static gboolean
shares_counted_product (Shelf *self, PnrBundle *bundle, PnrBundle *other)
{
  for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++) {
    gint64 id = pnr_bundle_get_component (bundle, i)->product_id;
    PnrProduct *product = pnr_contents_get_product (self->contents, id);

    if (product != NULL && pnr_product_get_stock (product) != PNR_PRODUCT_STOCK_UNKNOWN
        && pnr_bundle_has_product (other, id))
      return TRUE;
  }
  return FALSE;
}

/* The fewest that one of several tiers asks for; members are different products. */
static gint64
picks_of_tier (PnrBundle *bundle)
{
  PnrPriceRule rule = pnr_bundle_get_price_rule (bundle);

  if (rule.n_tiers == 0 || rule.tier_basis != PNR_PRICE_TIER_BASIS_COUNT)
    return 1;
  if (pnr_bundle_get_kind (bundle) == PNR_BUNDLE_KIND_TIERED)
    return MIN (rule.tiers[0].start, (gint64) pnr_bundle_get_n_components (bundle));
  return MIN (rule.tiers[0].start, PNR_COMPONENT_MOST_UNITS);
}

static gint64
count_picks (PnrBundle *bundle)
{
  gboolean is_by_tiers = pnr_bundle_get_price_mode (bundle) == PNR_PRICE_MODE_TIERS;

  switch (pnr_bundle_get_kind (bundle)) {
  case PNR_BUNDLE_KIND_ADD_ON:
    return 1;
  case PNR_BUNDLE_KIND_TIERED:
    return picks_of_tier (bundle);
  case PNR_BUNDLE_KIND_VOLUME:
    return 0;
  default:
    return is_by_tiers && pnr_bundle_get_choice_min (bundle) == 0
               ? picks_of_tier (bundle)
               : pnr_bundle_get_choice_min (bundle);
  }
}

/* Whether the part is one that a shopper picks, not one that every sale holds. */
static gboolean
is_picked (PnrBundle *bundle, const PnrComponent *part)
{
  switch (pnr_bundle_get_kind (bundle)) {
  case PNR_BUNDLE_KIND_ADD_ON:
    return part->role != PNR_COMPONENT_ROLE_MAIN;
  case PNR_BUNDLE_KIND_TIERED:
    return TRUE;
  default:
    return part->role == PNR_COMPONENT_ROLE_CHOICE;
  }
}

/* Choices are counted unit by unit; of an add-on or a member all its units are one pick. */
static void
fill_part (Shelf *self, guint offer, PnrBundle *bundle, const PnrComponent *part)
{
  guint at = offer * self->products->len + find_product (self, part->product_id);
  gboolean is_choice = part->role == PNR_COMPONENT_ROLE_CHOICE;

  if (is_picked (bundle, part)) {
    self->pool[at] = is_choice ? pnr_component_get_most (part) : 1;
    self->pick_units[at] = is_choice ? 1 : part->quantity;
  } else if (!part->is_optional) {
    self->quantity[at] += pnr_bundle_get_kind (bundle) == PNR_BUNDLE_KIND_VOLUME
                              ? MAX (part->quantity, picks_of_tier (bundle))
                              : pnr_component_get_least (part);
  }
}

static void
fill (Shelf *self)
{
  gsize n_products = self->products->len, n_cells = n_products * self->offers->len;

  self->stock = g_new0 (gint64, n_products);
  self->quantity = g_new0 (gint64, n_cells);
  self->pool = g_new0 (gint64, n_cells);
  self->pick_units = g_new0 (gint64, n_cells);
  self->n_picks = g_new0 (gint64, self->offers->len);
  self->daily = g_new0 (double, self->offers->len);
  for (guint j = 0; j < n_products; j++) {
    PnrProduct *product =
        pnr_contents_get_product (self->contents, g_array_index (self->products, gint64, j));
    gint64 units = pnr_product_get_stock (product);

    self->stock[j] = units != PNR_PRODUCT_STOCK_UNKNOWN ? units : PNR_STOCK_ENDLESS;
  }
  for (guint o = 0; o < self->offers->len; o++) {
    PnrBundle *bundle = g_ptr_array_index (self->offers, o);

    self->n_picks[o] = count_picks (bundle);
    for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++)
      fill_part (self, o, bundle, pnr_bundle_get_component (bundle, i));
  }
}

/* A neighbour's neighbour may take what the neighbour needs, so the whole chain is one shelf; the
 * nearest come first. */
static void
shelf_init (Shelf *self, PnrContents *contents, PnrBundle *bundle)
{
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);

  *self = (Shelf){ .contents = contents,
                   .products = g_array_new (FALSE, FALSE, sizeof (gint64)),
                   .offers = g_ptr_array_new () };
  take_offer (self, bundle);
  for (guint next = 0; next < self->offers->len; next++)
    for (guint i = 0; i < contents->bundles->len; i++) {
      PnrBundle *other = g_ptr_array_index (contents->bundles, i);

      if (pnr_bundle_get_id (other) != pnr_bundle_get_id (bundle)
          && !g_hash_table_contains (known, other)
          && shares_counted_product (self, g_ptr_array_index (self->offers, next), other)) {
        g_hash_table_add (known, other);
        take_offer (self, other);
      }
    }
  fill (self);
}

static void
shelf_clear (Shelf *self)
{
  g_array_unref (self->products);
  g_ptr_array_unref (self->offers);
  g_free (self->stock);
  g_free (self->quantity);
  g_free (self->n_picks);
  g_free (self->pool);
  g_free (self->pick_units);
  g_free (self->daily);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Shelf, shelf_clear)

static void
add_units (GVariantDict *report, const char *key, gint64 units)
{
  if (units != PNR_STOCK_ENDLESS)
    pnr_report_add_count (report, key, units);
  else
    pnr_report_add_text (report, key, NULL);
}

/* The product that limits "alone"; the first of two that limit it alike. Where there are fewer
 * than each could give, it is the choices taken together. */
static void
add_scarcest (GVariantDict *report, Shelf *self, gint64 alone)
{
  PnrProduct *scarcest = NULL;
  gint64 least = PNR_STOCK_ENDLESS;
  gboolean is_by_choices;

  for (guint j = 0; j < self->products->len; j++) {
    if (self->quantity[j] == 0 || self->stock[j] == PNR_STOCK_ENDLESS
        || MAX (0, self->stock[j]) / self->quantity[j] >= least)
      continue;
    least = MAX (0, self->stock[j]) / self->quantity[j];
    scarcest = pnr_contents_get_product (self->contents, g_array_index (self->products, gint64, j));
  }
  is_by_choices = alone < least;
  if (is_by_choices)
    scarcest = NULL;
  pnr_report_add_text (report, "scarcest",
                       scarcest != NULL ? pnr_product_get_sku (scarcest) : NULL);
  add_units (report, "scarcest_stock",
             scarcest != NULL ? pnr_product_get_stock (scarcest) : PNR_STOCK_ENDLESS);
  pnr_report_add_truth (report, "is_limited_by_choices", is_by_choices);
}

/* How long the stock of the bundle's products lasts at the pace of the order history, each product
 * for all it is bought in. Nothing where no pace or no stock is known. */
static gboolean
add_cover (GVariantDict *report, Shelf *self, PnrBundle *bundle, PnrProgress *progress,
           GError **error)
{
  guint n = self->products->len;
  g_autofree gint64 *singles = g_new0 (gint64, (gsize) n * n);
  g_autofree double *daily = g_new0 (double, n);
  const PnrStockQuestion question = {
    .n_products = n, .stock = self->stock, .n_offers = n, .quantity = singles, .daily = daily
  };
  g_autoptr (PnrStockAnswer) answer = NULL;
  PnrProduct *first = NULL;

  for (guint j = 0; j < n; j++) {
    gint64 id = g_array_index (self->products, gint64, j);
    PnrProduct *product = pnr_contents_get_product (self->contents, id);

    singles[j * n + j] = 1;
    if (self->contents->history_days > 0 && pnr_bundle_has_product (bundle, id))
      daily[j] = (double) MAX (0, pnr_product_get_units_milli (product)) / 1000.0
                 / (double) self->contents->history_days;
  }
  answer = pnr_stock_answer_new_within (&question, MOST_MILLISECONDS, progress, error);
  if (answer == NULL)
    return FALSE;
  if (answer->first_gone != G_MAXUINT)
    first = pnr_contents_get_product (self->contents,
                                      g_array_index (self->products, gint64, answer->first_gone));
  pnr_report_add_number (report, "days_of_cover", first != NULL ? answer->days_of_cover : NAN);
  pnr_report_add_text (report, "first_gone", first != NULL ? pnr_product_get_sku (first) : NULL);
  return TRUE;
}

/**
 * pnr_plan_sheet_add_stock:
 * @sheet: a report under construction
 * @contents: what is planned
 * @bundle: one of its bundles, not empty
 * @progress: (nullable): asked whether to stop
 * @error: that it was stopped
 *
 * Adds "stock". "beside_others" is what is left for this bundle when the others sell as many as
 * they can, in the way that is worst for it; "all_bundles" is the most of all that share counted
 * products, be it by way of others. "alone" and "beside_others" are nothing where no product's
 * stock is counted. "days_of_cover" is nothing where the pace of sales is unknown.
 *
 * Returns: %FALSE where it was stopped
 */
gboolean
pnr_plan_sheet_add_stock (GVariantDict *sheet, PnrContents *contents, PnrBundle *bundle,
                          PnrProgress *progress, GError **error)
{
  g_auto (Shelf) shelf = { 0 };
  g_autoptr (PnrStockAnswer) answer = NULL;
  PnrStockQuestion question;
  PnrStockLeft left;
  GVariantDict *report;
  gboolean is_made;

  shelf_init (&shelf, contents, bundle);
  question = (PnrStockQuestion){ .n_products = shelf.products->len,
                                 .stock = shelf.stock,
                                 .n_offers = shelf.offers->len,
                                 .quantity = shelf.quantity,
                                 .daily = shelf.daily,
                                 .n_picks = shelf.n_picks,
                                 .pool = shelf.pool,
                                 .pick_units = shelf.pick_units };
  answer = pnr_stock_answer_new_within (&question, MOST_MILLISECONDS, progress, error);
  if (answer == NULL)
    return FALSE;
  if (!pnr_stock_find_left (&question, 0, MOST_MILLISECONDS, progress, &left, error))
    return FALSE;
  report = pnr_report_new ();
  add_units (report, "alone", answer->alone[0]);
  add_units (report, "beside_others", left.units);
  pnr_report_add_count (report, "all_bundles", answer->n_together);
  pnr_report_add_count (report, "offers", shelf.offers->len);
  pnr_report_add_count (report, "offers_left_out", shelf.n_left_out);
  pnr_report_add_truth (report, "is_exact",
                        answer->is_exact && left.is_exact && shelf.n_left_out == 0);
  add_scarcest (report, &shelf, answer->alone[0]);
  is_made = add_cover (report, &shelf, bundle, progress, error);
  pnr_report_add_value (sheet, "stock", pnr_report_end (report));
  return is_made;
}
