/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules for bundles: whole, to be had, cheaper than the parts, not below what they cost. */
#include "config.h"

#include <glib/gi18n.h>

#include "base/pnr-money.h"
#include "model/pnr-bundle-fault.h"
#include "model/pnr-bundle-quote.h"
#include "plan/check/pnr-check-rule.h"
#include "plan/pnr-plan-guard.h"

/* The sum of a money of each part, times its quantity; unknown where one is, or there are none. */
static gint64
add_up (PnrContents *contents, PnrBundle *bundle, gint64 (*get) (PnrProduct *))
{
  gint64 sum = 0;

  for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++) {
    const PnrComponent *part = pnr_bundle_get_component (bundle, i);
    PnrProduct *product = pnr_contents_get_product (contents, part->product_id);
    gint64 money = product != NULL ? get (product) : PNR_MONEY_UNKNOWN;
    gint64 amount;

    if (money == PNR_MONEY_UNKNOWN || __builtin_mul_overflow (money, part->quantity, &amount)
        || __builtin_add_overflow (sum, amount, &sum))
      return PNR_MONEY_UNKNOWN;
  }
  return pnr_bundle_get_n_components (bundle) > 0 ? sum : PNR_MONEY_UNKNOWN;
}

gint64
pnr_check_sum_parts (PnrContents *contents, PnrBundle *bundle)
{
  return add_up (contents, bundle, pnr_product_get_price_minor);
}

/* A fixed price needs no prices of the parts. */
static gint64
price_of (PnrCheckScene *scene, PnrBundle *bundle)
{
  PnrPriceRule rule = pnr_bundle_get_price_rule (bundle);
  gint64 sum = pnr_check_sum_parts (scene->contents, bundle);

  if (pnr_bundle_get_n_components (bundle) == 0 || !pnr_bundle_is_plain_set (bundle))
    return PNR_MONEY_UNKNOWN;
  if (rule.mode == PNR_PRICE_MODE_FIXED)
    return rule.value;
  return sum != PNR_MONEY_UNKNOWN ? pnr_price_rule_apply (rule, sum) : PNR_MONEY_UNKNOWN;
}

static char *
say_two (PnrCheckScene *scene, const char *format, gint64 first, gint64 second)
{
  g_autofree char *a = pnr_money_format (first, scene->contents->currency);
  g_autofree char *b = pnr_money_format (second, scene->contents->currency);
  g_autoptr (GString) sentence = g_string_new (format);

  g_string_replace (sentence, "{first}", a, 1);
  g_string_replace (sentence, "{second}", b, 1);
  return g_strdup (sentence->str);
}

static char *
find_too_few_parts (PnrCheckScene *scene, gpointer noun)
{
  PnrBundleFault gap;
  gint64 n_units = 0;

  for (guint i = 0; i < pnr_bundle_get_n_components (noun); i++)
    n_units += pnr_bundle_get_component (noun, i)->quantity;
  /* A volume price and a gift are of one thing. */
  if (pnr_bundle_get_kind (noun) > PNR_BUNDLE_KIND_MIXED)
    return pnr_bundle_find_gap (noun, &gap) ? g_strdup (gap.sentence) : NULL;
  if (n_units >= 2)
    return NULL;
  return n_units == 0 ? g_strdup (_ ("Nothing is in this bundle; its products may be gone."))
                      : g_strdup (_ ("Only one thing is in this bundle; others may be gone."));
}

/* The SKUs of the parts that are bad; NULL where none is. */
static char *
name_parts (PnrContents *contents, PnrBundle *bundle,
            gboolean (*is_bad) (PnrProduct *product, const PnrComponent *part))
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++) {
    const PnrComponent *part = pnr_bundle_get_component (bundle, i);
    PnrProduct *product = pnr_contents_get_product (contents, part->product_id);

    if (product != NULL && is_bad (product, part))
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "",
                              pnr_product_get_sku (product));
  }
  return g_string_free (names, names->len == 0);
}

static char *
say_parts (PnrCheckScene *scene, PnrBundle *bundle, const char *format,
           gboolean (*is_bad) (PnrProduct *product, const PnrComponent *part))
{
  g_autofree char *names = name_parts (scene->contents, bundle, is_bad);
  g_autoptr (GString) sentence = g_string_new (format);

  if (names == NULL)
    return NULL;
  g_string_replace (sentence, "{products}", names, 1);
  return g_strdup (sentence->str);
}

static gboolean
is_unpriced (PnrProduct *product, const PnrComponent *part)
{
  return pnr_product_get_price_minor (product) == PNR_MONEY_UNKNOWN;
}

static char *
find_unpriced_part (PnrCheckScene *scene, gpointer noun)
{
  /* Translators: {products} is a list of SKUs. */
  return say_parts (scene, noun,
                    _ ("What the parts cost singly is not known; no price has {products}."),
                    is_unpriced);
}

static gboolean
is_uncosted (PnrProduct *product, const PnrComponent *part)
{
  return pnr_product_get_cost_minor (product) == PNR_MONEY_UNKNOWN;
}

static char *
find_uncosted_part (PnrCheckScene *scene, gpointer noun)
{
  /* Translators: {products} is a list of SKUs. */
  return say_parts (scene, noun, _ ("What the bundle earns is not known; no cost has {products}."),
                    is_uncosted);
}

static gboolean
is_short (PnrProduct *product, const PnrComponent *part)
{
  gint64 stock = pnr_product_get_stock (product);

  return stock != PNR_PRODUCT_STOCK_UNKNOWN && stock < part->quantity;
}

static char *
find_short_part (PnrCheckScene *scene, gpointer noun)
{
  /* Translators: {products} is a list of SKUs. */
  return say_parts (scene, noun, _ ("There is not enough in stock for one bundle: {products}."),
                    is_short);
}

static gboolean
is_hidden (PnrProduct *product, const PnrComponent *part)
{
  return !pnr_product_is_visible (product);
}

static char *
find_hidden_part (PnrCheckScene *scene, gpointer noun)
{
  /* Translators: {products} is a list of SKUs. */
  return say_parts (scene, noun, _ ("The shop does not show parts of it: {products}."), is_hidden);
}

static char *
find_no_price (PnrCheckScene *scene, gpointer noun)
{
  gint64 price = price_of (scene, noun);

  if (price == PNR_MONEY_UNKNOWN || price > 0)
    return NULL;
  return g_strdup (_ ("The bundle is given away: its price is not above zero."));
}

static char *
find_dear_bundle (PnrCheckScene *scene, gpointer noun)
{
  gint64 price = price_of (scene, noun);
  gint64 sum = pnr_check_sum_parts (scene->contents, noun);

  if (price == PNR_MONEY_UNKNOWN || sum == PNR_MONEY_UNKNOWN || price <= sum
      || pnr_bundle_get_exception (noun) != PNR_PRICE_EXCEPTION_NONE)
    return NULL;
  /* Translators: {first} and {second} are amounts of money. */
  return say_two (scene, _ ("The bundle costs {first}, its parts together {second}."), price, sum);
}

static char *
find_no_saving (PnrCheckScene *scene, gpointer noun)
{
  gint64 sum = pnr_check_sum_parts (scene->contents, noun);

  if (sum == PNR_MONEY_UNKNOWN || sum <= 0 || price_of (scene, noun) != sum)
    return NULL;
  return g_strdup (_ ("The bundle costs exactly what its parts cost."));
}

/* Where nobody gave a reason; what is given away is a finding of its own. */
static gboolean
has_breach (PnrCheckScene *scene, PnrBundle *bundle, PnrPriceBreach breach)
{
  g_autofree char *free_set = find_no_price (scene, bundle);
  g_autofree char *free_cart = pnr_check_find_free_cart (scene, bundle);

  return free_set == NULL && free_cart == NULL
         && (pnr_plan_guard_find_unexcused (scene->contents, bundle) & breach) != 0;
}

static char *
find_below_cost (PnrCheckScene *scene, gpointer noun)
{
  return has_breach (scene, noun, PNR_PRICE_BREACH_BELOW_COST)
             ? pnr_plan_guard_say (scene->contents, noun, PNR_PRICE_BREACH_BELOW_COST)
             : NULL;
}

static char *
find_below_floor (PnrCheckScene *scene, gpointer noun)
{
  return has_breach (scene, noun, PNR_PRICE_BREACH_BELOW_FLOOR)
                 && !has_breach (scene, noun, PNR_PRICE_BREACH_BELOW_COST)
             ? pnr_plan_guard_say (scene->contents, noun, PNR_PRICE_BREACH_BELOW_FLOOR)
             : NULL;
}

/* Below cost is the worse of the two, and one price mends both. */
static char *
find_below_part (PnrCheckScene *scene, gpointer noun)
{
  gint64 dearest = 0;

  if (!has_breach (scene, noun, PNR_PRICE_BREACH_NOT_ABOVE_MAIN)
      || has_breach (scene, noun, PNR_PLAN_GUARD_HARD))
    return NULL;
  for (guint i = 0; i < pnr_bundle_get_n_components (noun); i++) {
    PnrProduct *product =
        pnr_contents_get_product (scene->contents, pnr_bundle_get_component (noun, i)->product_id);

    if (product != NULL)
      dearest = MAX (dearest, pnr_product_get_price_minor (product));
  }
  /* Translators: {first} and {second} are amounts of money. */
  return say_two (scene, _ ("The bundle costs {first}, its dearest part alone {second}."),
                  price_of (scene, noun), dearest);
}

static char *
find_taken_sku (PnrCheckScene *scene, gpointer noun)
{
  if (pnr_contents_find_product (scene->contents, pnr_bundle_get_sku (noun)) == NULL)
    return NULL;
  return g_strdup (_ ("A product has the same SKU, so a shop would overwrite one with the other."));
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

/* Which products and how many of each, in whatever order they are listed. */
char *
pnr_check_making_key (PnrBundle *bundle)
{
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, 2 * sizeof (gint64));
  GString *key = g_string_new (NULL);

  for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++) {
    const PnrComponent *part = pnr_bundle_get_component (bundle, i);
    gint64 pair[] = { part->product_id, part->quantity };

    g_array_append_vals (units, pair, 1);
  }
  g_array_sort (units, compare_numbers);
  for (guint i = 0; i < units->len; i++) {
    const gint64 *pair = (const gint64 *) (gpointer) units->data + 2 * i;

    g_string_append_printf (key, "%" G_GINT64_FORMAT "x%" G_GINT64_FORMAT " ", pair[0], pair[1]);
  }
  return g_string_free (key, FALSE);
}

static char *
find_same_bundle (PnrCheckScene *scene, gpointer noun)
{
  g_autofree char *key = pnr_check_making_key (noun);
  PnrBundle *first = g_hash_table_lookup (scene->makings, key);

  if (*key == '\0' || first == NULL || pnr_bundle_get_id (first) == pnr_bundle_get_id (noun))
    return NULL;
  return g_strdup_printf (_ ("The same is in “%s”."), pnr_bundle_get_sku (first));
}

const PnrCheckRule pnr_check_bundle_rules[] = {
  { "free-cart", PNR_SEVERITY_ERROR, pnr_check_find_free_cart,
    N_ ("Raise a price in this cart, or limit how often an order may use an offer.") },
  { "stacked-free", PNR_SEVERITY_ERROR, pnr_check_find_stacked_free,
    N_ ("Forbid combining these offers in the shop, or make one of them smaller.") },
  { "too-few-parts", PNR_SEVERITY_ERROR, find_too_few_parts,
    N_ ("Add what belongs to it, or remove the bundle.") },
  { "bundle-dearer", PNR_SEVERITY_ERROR, find_dear_bundle,
    N_ ("Lower the price below the sum of the parts.") },
  { "bundle-below-cost", PNR_SEVERITY_ERROR, find_below_cost,
    N_ ("Raise the price, or correct the costs.") },
  { "bundle-below-floor", PNR_SEVERITY_ERROR, find_below_floor,
    N_ ("Raise the price, lower the floor, or give an exception with its reason.") },
  { "bundle-free", PNR_SEVERITY_ERROR, find_no_price, N_ ("Enter a price above zero.") },
  { "sku-taken", PNR_SEVERITY_ERROR, find_taken_sku, N_ ("Give the bundle another SKU.") },
  { "bundle-below-part", PNR_SEVERITY_WARNING, find_below_part,
    N_ ("Raise the price above that part’s, or give an exception with its reason.") },
  { "unpriced-part", PNR_SEVERITY_WARNING, find_unpriced_part, N_ ("Enter the missing prices.") },
  { "bundle-saves-nothing", PNR_SEVERITY_WARNING, find_no_saving,
    N_ ("Lower the price, or say in the name what else the buyer gains.") },
  { "cheaper-combination", PNR_SEVERITY_WARNING, pnr_check_find_cheaper_way,
    N_ ("Lower this price, or raise the others; “info PLAN --bundle SKU” shows the way.") },
  { "cart-below-cost", PNR_SEVERITY_WARNING, pnr_check_find_cart_below_cost,
    N_ ("Raise a price in this cart, or limit how often an order may use an offer.") },
  { "gift-below-cost", PNR_SEVERITY_WARNING, pnr_check_find_gift_loss,
    N_ ("Raise the amount, choose a cheaper gift, or give an exception with its reason.") },
  { "more-for-less", PNR_SEVERITY_NOTE, pnr_check_find_more_for_less,
    N_ ("Move the tier, or take less off, unless it is meant to move stock.") },
  { "stacked-below-cost", PNR_SEVERITY_NOTE, pnr_check_find_stacked_below_cost,
    N_ ("Forbid combining these offers in the shop, or make one of them smaller.") },
  { "part-short", PNR_SEVERITY_WARNING, find_short_part,
    N_ ("Take the bundle out of the shop until it is in stock again, or exchange the part.") },
  { "part-hidden", PNR_SEVERITY_WARNING, find_hidden_part,
    N_ ("Show the product in the shop, or exchange the part.") },
  { "same-bundle", PNR_SEVERITY_WARNING, find_same_bundle, N_ ("Remove one of the two.") },
  { "price-drift", PNR_SEVERITY_NOTE, pnr_check_find_drift,
    N_ ("Re-derive the price on the Bundles page, or keep it there as it is.") },
  { "uncosted-part", PNR_SEVERITY_NOTE, find_uncosted_part, N_ ("Enter the missing costs.") },
  { NULL },
};
