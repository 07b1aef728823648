/* SPDX-License-Identifier: GPL-3.0-or-later */
/* By which an exported row is traced back to what was decided. */
#include "config.h"

#include "exchange/pnr-lineage-id.h"

#include <inttypes.h>

#include "model/pnr-bundle.h"
#include "model/pnr-relation.h"

/* Of a shop's thousands of rows hardly two are alike: one in ten million pairs of plans. */
#define ID_DIGITS 16

static const char *
get_sku (PnrContents *contents, gint64 product_id)
{
  PnrProduct *product = pnr_contents_get_product (contents, product_id);

  return product != NULL ? pnr_product_get_sku (product) : "";
}

static char *
dup_relation_facts (PnrContents *contents, PnrRelation *relation)
{
  return g_strdup_printf ("%d\n%s\n%s", pnr_relation_get_kind (relation),
                          get_sku (contents, pnr_relation_get_from_id (relation)),
                          get_sku (contents, pnr_relation_get_to_id (relation)));
}

/**
 * pnr_lineage_id_dup:
 * @contents: the plan
 * @decision: a relation or a bundle of it
 *
 * The number of a row in the plan will not do: it is another one in a plan that was made from an
 * export, and a number that was set free is used again. What was decided, by whom and when is the
 * same in every copy.
 *
 * Returns: (transfer full): "relation-" or "bundle-" and hexadecimal digits
 */
char *
pnr_lineage_id_dup (PnrContents *contents, PnrDecision *decision)
{
  gboolean is_bundle = PNR_IS_BUNDLE (decision);
  const char *author = pnr_decision_get_author (decision);
  g_autofree char *what = is_bundle ? g_strdup (pnr_bundle_get_sku (PNR_BUNDLE (decision)))
                                    : dup_relation_facts (contents, PNR_RELATION (decision));
  g_autofree char *facts = g_strdup_printf ("%s\n%s\n%" PRId64, what, author != NULL ? author : "",
                                            pnr_decision_get_created (decision));
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, facts, -1);

  return g_strdup_printf ("%s-%.*s", is_bundle ? "bundle" : "relation", ID_DIGITS, hash);
}
