/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the other bundles of a plan do to one of them: cheaper ways to its content, shared stock.
 *
 * Only bundles that share a product with it can matter. The search for cheaper ways holds few
 * products and offers; what did not fit is counted, so that no answer claims more than was tried.
 */
#include "config.h"

#include "plan/pnr-plan-sheet-private.h"

#include "base/pnr-money.h"
#include "base/pnr-report.h"
#include "economy/pnr-best-deal.h"
#include "economy/pnr-stock.h"
#include "model/pnr-bundle-quote.h"

/* Some tenths of a second; three products and six offers need a few hundred carts. */
#define MOST_CARTS 200000
/* One unit more than wanted may be the cheaper cart; two are hardly a way to buy a bundle. */
#define MOST_EXTRA 1

/* A window waits for it. What is found till then can be sold; that nothing better is, is not said.
 */
#define MOST_STOCK_MILLISECONDS 400

/* Far more units of one product than a search ever reaches; the search counts them in a byte. */
#define MOST_QUANTITY 100

/* What there is room for. */
typedef struct {
  guint products;
  guint offers;
  gint64 quantity;
} Room;

static const Room deal_room = { PNR_DEAL_MAX_PRODUCTS, PNR_DEAL_MAX_OFFERS, MOST_QUANTITY };
static const Room stock_room = { G_MAXUINT, 64, PNR_COMPONENT_MOST_UNITS };

/* @products: ids, those of the bundle first. @offers: bundles, the asked one first. */
typedef struct {
  PnrContents *contents;
  const Room *room;
  GArray *products;
  GPtrArray *offers;
  guint n_left_out;
} Neighbours;

gint64
pnr_plan_sheet_price_bundle (PnrContents *contents, PnrBundle *bundle)
{
  g_autoptr (PnrNounList) products = pnr_noun_list_new (PNR_TYPE_PRODUCT);

  for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++) {
    const PnrComponent *component = pnr_bundle_get_component (bundle, i);

    pnr_noun_list_put (products,
                       PNR_NOUN (pnr_contents_get_product (contents, component->product_id)));
  }
  return pnr_bundle_get_price_minor (bundle, products);
}

static guint
find_product (const Neighbours *self, gint64 id)
{
  guint place = 0;

  while (place < self->products->len && g_array_index (self->products, gint64, place) != id)
    place++;
  return place;
}

/* %FALSE where there is no room for the bundle, or the search does not know such offers. */
static gboolean
take_offer (Neighbours *self, PnrBundle *bundle)
{
  guint n_before = self->products->len;
  gboolean has_room = self->offers->len < self->room->offers && pnr_bundle_is_plain_set (bundle);

  for (guint i = 0; has_room && i < pnr_bundle_get_n_components (bundle); i++) {
    const PnrComponent *component = pnr_bundle_get_component (bundle, i);

    if (find_product (self, component->product_id) == self->products->len)
      g_array_append_val (self->products, component->product_id);
    has_room =
        component->quantity <= self->room->quantity && self->products->len <= self->room->products;
  }
  if (has_room)
    g_ptr_array_add (self->offers, bundle);
  else
    g_array_set_size (self->products, n_before);
  return has_room;
}

static gboolean
shares_product (PnrBundle *bundle, PnrBundle *other)
{
  for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++)
    if (pnr_bundle_has_product (other, pnr_bundle_get_component (bundle, i)->product_id))
      return TRUE;
  return FALSE;
}

static void
neighbours_init (Neighbours *self, PnrContents *contents, PnrBundle *bundle, const Room *room)
{
  self->contents = contents;
  self->room = room;
  self->products = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->offers = g_ptr_array_new ();
  self->n_left_out = 0;
  if (!take_offer (self, bundle))
    return;
  for (guint i = 0; i < contents->bundles->len; i++) {
    PnrBundle *other = g_ptr_array_index (contents->bundles, i);

    if (pnr_bundle_get_id (other) == pnr_bundle_get_id (bundle) || !shares_product (bundle, other)
        || pnr_plan_sheet_price_bundle (contents, other) == PNR_MONEY_UNKNOWN)
      continue;
    if (!take_offer (self, other))
      self->n_left_out++;
  }
}

static void
neighbours_clear (Neighbours *self)
{
  g_array_unref (self->products);
  g_ptr_array_unref (self->offers);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Neighbours, neighbours_clear)

static void
add_shop_offer (const Neighbours *self, PnrBundle *bundle, PnrDealShop *shop)
{
  PnrDealOffer *offer = &shop->offers[shop->n_offers++];

  offer->name = pnr_bundle_get_name (bundle);
  offer->kind = PNR_DEAL_BUNDLE;
  offer->price_minor = pnr_plan_sheet_price_bundle (self->contents, bundle);
  for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++) {
    const PnrComponent *component = pnr_bundle_get_component (bundle, i);
    guint product = find_product (self, component->product_id);

    offer->quantity[product] = (guint8) component->quantity;
    if (pnr_bundle_get_kind (bundle) == PNR_BUNDLE_KIND_PURE)
      shop->not_sold_singly |= 1u << product;
  }
}

static PnrDealShop *
build_shop (const Neighbours *self)
{
  PnrDealShop *shop = g_new0 (PnrDealShop, 1);

  shop->n_products = self->products->len;
  for (guint i = 0; i < self->products->len; i++) {
    PnrProduct *product =
        pnr_contents_get_product (self->contents, g_array_index (self->products, gint64, i));
    gint64 list = pnr_product_get_price_minor (product);
    gint64 cost = pnr_product_get_cost_minor (product);

    shop->list_minor[i] = list != PNR_MONEY_UNKNOWN ? list : 0;
    shop->cost_minor[i] = cost != PNR_MONEY_UNKNOWN ? cost : 0;
    if (list == PNR_MONEY_UNKNOWN || !pnr_product_is_visible (product))
      shop->not_sold_singly |= 1u << i;
  }
  for (guint i = 0; i < self->offers->len; i++)
    add_shop_offer (self, g_ptr_array_index (self->offers, i), shop);
  return shop;
}

/* "2 × TIE-SILK, JKT-NAVY" */
static char *
describe_line (const Neighbours *self, const PnrDealLine *line)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->products->len; i++) {
    PnrProduct *product =
        pnr_contents_get_product (self->contents, g_array_index (self->products, gint64, i));

    if (line->quantity[i] == 0)
      continue;
    if (text->len > 0)
      g_string_append (text, ", ");
    if (line->quantity[i] > 1)
      g_string_append_printf (text, "%u × ", line->quantity[i]);
    g_string_append (text, pnr_product_get_sku (product));
  }
  return g_string_free (text, FALSE);
}

static void
add_proof (const Neighbours *self, const PnrDealCart *cart, GVariantDict *deal)
{
  GPtrArray *rows = g_ptr_array_new ();

  for (guint i = 0; i < cart->n_lines; i++) {
    const PnrDealLine *line = &cart->lines[i];
    g_autofree char *products = describe_line (self, line);
    GVariantDict *row = pnr_report_new ();
    PnrBundle *offer =
        line->offer >= 0 ? g_ptr_array_index (self->offers, (guint) line->offer) : NULL;

    pnr_report_add_text (row, "offer", offer != NULL ? pnr_bundle_get_sku (offer) : NULL);
    pnr_report_add_text (row, "products", products);
    pnr_report_add_money (row, "price", line->price_minor, self->contents->currency);
    g_ptr_array_add (rows, pnr_report_end (row));
  }
  pnr_report_add_list (deal, "proof", rows);
}

/* For a bundle of more than the search holds, "best_deal" is nothing: nobody looked. */
static gboolean
add_best_deal (GVariantDict *sheet, PnrContents *contents, PnrBundle *bundle, PnrProgress *progress,
               GError **error)
{
  const PnrDealLimits limits = { .most_extra = MOST_EXTRA, .most_carts = MOST_CARTS };
  g_auto (Neighbours) offers;
  g_autofree PnrDealShop *shop = NULL;
  g_autofree PnrBestDeal *best = g_new0 (PnrBestDeal, 1);
  GVariantDict *deal;

  neighbours_init (&offers, contents, bundle, &deal_room);
  if (offers.offers->len == 0) {
    pnr_report_add_text (sheet, "best_deal", NULL);
    return TRUE;
  }
  shop = build_shop (&offers);
  if (!pnr_best_deal_find (shop, 0, &limits, progress, best, error))
    return FALSE;
  deal = pnr_report_new ();
  pnr_report_add_truth (deal, "is_beaten", best->is_beaten);
  pnr_report_add_money (deal, "price", best->is_found ? best->best.paid_minor : PNR_MONEY_UNKNOWN,
                        contents->currency);
  add_proof (&offers, &best->best, deal);
  pnr_report_add_truth (deal, "is_complete", best->effort.is_complete && offers.n_left_out == 0);
  pnr_report_add_count (deal, "offers_left_out", offers.n_left_out);
  pnr_report_add_value (sheet, "best_deal", pnr_report_end (deal));
  return TRUE;
}

static void
fill_stock (const Neighbours *self, gint64 *stock, gint64 *quantity)
{
  guint n_products = self->products->len;

  for (guint i = 0; i < n_products; i++) {
    gint64 units = pnr_product_get_stock (
        pnr_contents_get_product (self->contents, g_array_index (self->products, gint64, i)));

    stock[i] = units != PNR_PRODUCT_STOCK_UNKNOWN ? units : PNR_STOCK_ENDLESS;
  }
  for (guint o = 0; o < self->offers->len; o++) {
    PnrBundle *bundle = g_ptr_array_index (self->offers, o);

    for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++) {
      const PnrComponent *component = pnr_bundle_get_component (bundle, i);

      quantity[o * n_products + find_product (self, component->product_id)] = component->quantity;
    }
  }
}

static void
add_units (GVariantDict *report, const char *key, gint64 units)
{
  if (units != PNR_STOCK_ENDLESS)
    pnr_report_add_count (report, key, units);
  else
    pnr_report_add_text (report, key, NULL);
}

/* The component that limits "alone"; the one of fewer units of two that limit it alike. */
static void
add_scarcest (GVariantDict *report, PnrContents *contents, PnrBundle *bundle)
{
  PnrProduct *scarcest = NULL;
  gint64 least = PNR_STOCK_ENDLESS;

  for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++) {
    const PnrComponent *component = pnr_bundle_get_component (bundle, i);
    PnrProduct *product = pnr_contents_get_product (contents, component->product_id);
    gint64 stock = pnr_product_get_stock (product);

    if (stock != PNR_PRODUCT_STOCK_UNKNOWN && MAX (0, stock) / component->quantity < least) {
      least = MAX (0, stock) / component->quantity;
      scarcest = product;
    }
  }
  pnr_report_add_text (report, "scarcest",
                       scarcest != NULL ? pnr_product_get_sku (scarcest) : NULL);
  add_units (report, "scarcest_stock",
             scarcest != NULL ? pnr_product_get_stock (scarcest) : PNR_STOCK_ENDLESS);
}

/* "beside_others" is this bundle's part when as many bundles as possible are sold in all. "alone"
 * and it are nothing where no component's stock is counted: then there is no limit. */
static gboolean
add_stock (GVariantDict *sheet, PnrContents *contents, PnrBundle *bundle, PnrProgress *progress,
           GError **error)
{
  g_auto (Neighbours) offers;
  g_autofree gint64 *stock = NULL;
  g_autofree gint64 *quantity = NULL;
  g_autofree double *daily = NULL;
  g_autoptr (PnrStockAnswer) answer = NULL;
  PnrStockQuestion question = { 0 };
  GVariantDict *report;

  neighbours_init (&offers, contents, bundle, &stock_room);
  stock = g_new0 (gint64, offers.products->len);
  quantity = g_new0 (gint64, (gsize) offers.products->len * offers.offers->len);
  daily = g_new0 (double, offers.offers->len);
  fill_stock (&offers, stock, quantity);
  question = (PnrStockQuestion){ .n_products = offers.products->len,
                                 .stock = stock,
                                 .n_offers = offers.offers->len,
                                 .quantity = quantity,
                                 .daily = daily };
  answer = pnr_stock_answer_new_within (&question, MOST_STOCK_MILLISECONDS, progress, error);
  if (answer == NULL)
    return FALSE;
  report = pnr_report_new ();
  add_units (report, "alone", answer->alone[0]);
  add_units (report, "beside_others",
             answer->alone[0] != PNR_STOCK_ENDLESS ? answer->together[0] : PNR_STOCK_ENDLESS);
  pnr_report_add_count (report, "all_bundles", answer->n_together);
  pnr_report_add_count (report, "offers", offers.offers->len);
  pnr_report_add_count (report, "offers_left_out", offers.n_left_out);
  pnr_report_add_truth (report, "is_exact", answer->is_exact && offers.n_left_out == 0);
  add_scarcest (report, contents, bundle);
  pnr_report_add_value (sheet, "stock", pnr_report_end (report));
  return TRUE;
}

/**
 * pnr_plan_sheet_find_cheaper:
 * @contents: what is planned
 * @bundle: one of its bundles, of known price
 * @progress: (nullable): whether to stop
 * @price_minor: (out): what the cheapest other way costs
 *
 * Returns: whether there is a cheaper way to everything in @bundle; where nobody could look, not
 */
gboolean
pnr_plan_sheet_find_cheaper (PnrContents *contents, PnrBundle *bundle, PnrProgress *progress,
                             gint64 *price_minor)
{
  const PnrDealLimits limits = { .most_extra = MOST_EXTRA, .most_carts = MOST_CARTS };
  g_auto (Neighbours) offers;
  g_autofree PnrDealShop *shop = NULL;
  g_autofree PnrBestDeal *best = g_new0 (PnrBestDeal, 1);

  neighbours_init (&offers, contents, bundle, &deal_room);
  /* Without another offer the parts singly are the only other way. */
  if (offers.offers->len < 2)
    return FALSE;
  shop = build_shop (&offers);
  if (!pnr_best_deal_find (shop, 0, &limits, progress, best, NULL) || !best->is_beaten)
    return FALSE;
  *price_minor = best->best.paid_minor;
  return TRUE;
}

/* Adds "best_deal" and "stock"; %FALSE where the search was cancelled. */
gboolean
pnr_plan_sheet_add_offers (GVariantDict *sheet, PnrContents *contents, PnrBundle *bundle,
                           PnrProgress *progress, GError **error)
{
  if (!add_best_deal (sheet, contents, bundle, progress, error))
    return FALSE;
  return add_stock (sheet, contents, bundle, progress, error);
}
