/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules for relationships: what a shop would show must be there, be dearer, be said once. */
#include "config.h"

#include <glib/gi18n.h>

#include "base/pnr-money.h"
#include "plan/check/pnr-check-rule.h"

static PnrProduct *
source_of (PnrContents *contents, PnrRelation *relation)
{
  return pnr_contents_get_product (contents, pnr_relation_get_from_id (relation));
}

static PnrProduct *
target_of (PnrContents *contents, PnrRelation *relation)
{
  return pnr_contents_get_product (contents, pnr_relation_get_to_id (relation));
}

/* Where one of the prices is unknown nobody can say that it is not. */
gboolean
pnr_check_is_upsell_dearer (PnrContents *contents, PnrRelation *relation)
{
  PnrProduct *from = source_of (contents, relation);
  PnrProduct *to = target_of (contents, relation);

  return pnr_relation_get_kind (relation) != PNR_RELATION_KIND_UPSELL || from == NULL || to == NULL
         || pnr_product_get_price_minor (from) == PNR_MONEY_UNKNOWN
         || pnr_product_get_price_minor (to) == PNR_MONEY_UNKNOWN
         || pnr_product_get_price_minor (to) > pnr_product_get_price_minor (from);
}

static gboolean
is_sold_out (PnrProduct *product)
{
  gint64 stock = product != NULL ? pnr_product_get_stock (product) : PNR_PRODUCT_STOCK_UNKNOWN;

  return stock != PNR_PRODUCT_STOCK_UNKNOWN && stock <= 0;
}

gboolean
pnr_check_is_target_sold_out (PnrContents *contents, PnrRelation *relation)
{
  return is_sold_out (target_of (contents, relation));
}

static char *
find_gone_product (PnrCheckScene *scene, gpointer noun)
{
  if (source_of (scene->contents, noun) != NULL && target_of (scene->contents, noun) != NULL)
    return NULL;
  return g_strdup (_ ("It leads from or to a product that is no longer there."));
}

static char *
find_cheap_upsell (PnrCheckScene *scene, gpointer noun)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (pnr_check_is_upsell_dearer (scene->contents, noun))
    return NULL;
  from = pnr_money_format (pnr_product_get_price_minor (source_of (scene->contents, noun)),
                           scene->contents->currency);
  to = pnr_money_format (pnr_product_get_price_minor (target_of (scene->contents, noun)),
                         scene->contents->currency);
  return g_strdup_printf (_ ("An upsell must lead to something dearer; this one leads from %s to "
                             "%s."),
                          from, to);
}

/* The ends that a shop would show: of a link that goes both ways, both. */
static char *
name_shown_ends (PnrContents *contents, PnrRelation *relation,
                 gboolean (*is_bad) (PnrProduct *product))
{
  PnrProduct *ends[] = { target_of (contents, relation), source_of (contents, relation) };
  GString *names = g_string_new (NULL);

  for (int i = 0; i < 1 + pnr_relation_is_two_way (relation); i++) {
    if (ends[i] != NULL && is_bad (ends[i]))
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "",
                              pnr_product_get_sku (ends[i]));
  }
  return g_string_free (names, names->len == 0);
}

static char *
find_sold_out_target (PnrCheckScene *scene, gpointer noun)
{
  g_autofree char *names = name_shown_ends (scene->contents, noun, is_sold_out);

  return names != NULL ? g_strdup_printf (_ ("It offers what is out of stock: %s."), names) : NULL;
}

static gboolean
is_hidden (PnrProduct *product)
{
  return !pnr_product_is_visible (product);
}

static char *
find_hidden_target (PnrCheckScene *scene, gpointer noun)
{
  g_autofree char *names = name_shown_ends (scene->contents, noun, is_hidden);

  return names != NULL ? g_strdup_printf (_ ("It offers what the shop does not show: %s."), names)
                       : NULL;
}

/* Ids alone, for a plan may hold many links. */
char *
pnr_check_link_key (PnrRelationKind kind, gint64 from_id, gint64 to_id)
{
  return g_strdup_printf ("%d %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, (int) kind, from_id, to_id);
}

/* Of several, the first: the one with the least id. */
static gboolean
is_first_of (PnrCheckScene *scene, PnrRelation *relation, gint64 from_id, gint64 to_id,
             PnrRelation **other)
{
  g_autofree char *key = pnr_check_link_key (pnr_relation_get_kind (relation), from_id, to_id);

  *other = g_hash_table_lookup (scene->links, key);
  return *other == NULL || pnr_relation_get_id (*other) >= pnr_relation_get_id (relation);
}

static char *
find_duplicate_link (PnrCheckScene *scene, gpointer noun)
{
  PnrRelation *other;

  if (is_first_of (scene, noun, pnr_relation_get_from_id (noun), pnr_relation_get_to_id (noun),
                   &other))
    return NULL;
  return g_strdup (_ ("The same is said twice: there is another relationship of this type between "
                      "these products."));
}

/* Told at the second of the two. An upsell down is found as one that is not dearer. */
static char *
find_both_ways (PnrCheckScene *scene, gpointer noun)
{
  PnrRelation *other;

  if (pnr_relation_get_kind (noun) == PNR_RELATION_KIND_UPSELL
      || is_first_of (scene, noun, pnr_relation_get_to_id (noun), pnr_relation_get_from_id (noun),
                      &other)
      || pnr_relation_is_two_way (other))
    return NULL;
  return pnr_relation_get_kind (noun) == PNR_RELATION_KIND_REQUIRED
             ? g_strdup (_ ("Each of the two products requires the other, so neither can be bought "
                            "alone."))
             : g_strdup (_ ("Two relationships lead from each of the products to the other."));
}

const PnrCheckRule pnr_check_relation_rules[] = {
  { "gone-product", PNR_SEVERITY_ERROR, find_gone_product, N_ ("Remove the relationship.") },
  { "upsell-not-dearer", PNR_SEVERITY_ERROR, find_cheap_upsell,
    N_ ("Turn it round, make it an alternative, or choose a dearer product.") },
  { "target-out-of-stock", PNR_SEVERITY_WARNING, find_sold_out_target,
    N_ ("Choose another product until it is in stock again.") },
  { "target-hidden", PNR_SEVERITY_WARNING, find_hidden_target,
    N_ ("Show the product in the shop, or choose another one.") },
  { "duplicate-link", PNR_SEVERITY_WARNING, find_duplicate_link,
    N_ ("Remove one of the relationships.") },
  { "both-ways-link", PNR_SEVERITY_WARNING, find_both_ways,
    N_ ("Keep one of the two, and let it go both ways where that is meant.") },
  { NULL },
};
