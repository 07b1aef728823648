/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rule for shared stock: what each bundle could sell alone cannot be promised to all.
 *
 * A bundle claims of each part what it could sell of itself if nothing else were sold. */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "plan/check/pnr-check-rule.h"

/* Enough to see which ones it is about. */
#define MOST_NAMES 5

typedef struct {
  gint64 units;
  guint n_bundles;
  GString *names;
} Claim;

static void
claim_free (gpointer data)
{
  Claim *claim = data;

  g_string_free (claim->names, TRUE);
  g_free (claim);
}

/* What every sale takes of it; nothing of what is picked or left to the shopper. */
static gint64
get_taken (const PnrComponent *part)
{
  return part->role == PNR_COMPONENT_ROLE_CHOICE || part->is_optional
             ? 0
             : pnr_component_get_least (part);
}

static gint64
find_alone (PnrContents *contents, PnrBundle *bundle)
{
  gint64 alone = G_MAXINT64;

  for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++) {
    const PnrComponent *part = pnr_bundle_get_component (bundle, i);
    PnrProduct *product = pnr_contents_get_product (contents, part->product_id);
    gint64 stock = product != NULL ? pnr_product_get_stock (product) : PNR_PRODUCT_STOCK_UNKNOWN;

    if (stock != PNR_PRODUCT_STOCK_UNKNOWN && get_taken (part) > 0)
      alone = MIN (alone, MAX (0, stock) / get_taken (part));
  }
  return alone;
}

static void
claim_part (GHashTable *claims, PnrContents *contents, PnrBundle *bundle, const PnrComponent *part,
            gint64 n_sales)
{
  PnrProduct *product = pnr_contents_get_product (contents, part->product_id);
  Claim *claim = g_hash_table_lookup (claims, product);

  if (product == NULL || get_taken (part) == 0
      || pnr_product_get_stock (product) == PNR_PRODUCT_STOCK_UNKNOWN)
    return;
  if (claim == NULL) {
    claim = g_new0 (Claim, 1);
    claim->names = g_string_new (NULL);
    g_hash_table_insert (claims, product, claim);
  }
  /* The stock bounds each claim, so only the sum of many can be too large. */
  if (__builtin_add_overflow (claim->units, n_sales * get_taken (part), &claim->units))
    claim->units = G_MAXINT64;
  if (claim->n_bundles < MOST_NAMES)
    g_string_append_printf (claim->names, "%s%s", claim->n_bundles > 0 ? ", " : "",
                            pnr_bundle_get_sku (bundle));
  else if (claim->n_bundles == MOST_NAMES)
    g_string_append (claim->names, ", …");
  claim->n_bundles++;
}

/* Returns: (transfer full): what bundles claim of each counted product */
GHashTable *
pnr_check_gather_claims (PnrContents *contents)
{
  GHashTable *claims = g_hash_table_new_full (NULL, NULL, NULL, claim_free);

  for (guint b = 0; b < contents->bundles->len; b++) {
    PnrBundle *bundle = g_ptr_array_index (contents->bundles, b);
    gint64 alone = find_alone (contents, bundle);

    for (guint i = 0; alone > 0 && i < pnr_bundle_get_n_components (bundle); i++)
      claim_part (claims, contents, bundle, pnr_bundle_get_component (bundle, i), alone);
  }
  return claims;
}

char *
pnr_check_find_shared_stock (PnrCheckScene *scene, gpointer noun)
{
  Claim *claim = g_hash_table_lookup (scene->claims, noun);

  if (claim == NULL || claim->n_bundles < 2 || claim->units <= pnr_product_get_stock (noun))
    return NULL;
  /* Translators: three numbers of units or bundles, then SKUs of bundles. */
  return g_strdup_printf (_ ("%'" PRId64 " are in stock, and %'u bundles that share it could each "
                             "sell so many that it takes %'" PRId64 ": %s."),
                          pnr_product_get_stock (noun), claim->n_bundles, claim->units,
                          claim->names->str);
}
