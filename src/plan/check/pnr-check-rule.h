/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A rule that every plan should keep: a code, how bad a breach is, how to see it, how to mend it.
 */
#pragma once

#include "base/pnr-progress.h"
#include "model/pnr-contents.h"
#include "plan/check/pnr-finding.h"
#include "plan/pnr-plan-deals.h"

G_BEGIN_DECLS

/* What the rules look at. @links: how often "kind from to" is linked, both ways counted for links
 * that go both ways. @makings: the first bundle with exactly these parts. @claims: what
 * bundles claim of each product. @deals: (nullable): the carts around one bundle, as long as its
 * rules are held.
 * @past_prices: (nullable) (element-type PnrPastPrice): since the bundles were decided. */
typedef struct {
  PnrContents *contents;
  PnrProgress *progress;
  GHashTable *links;
  GHashTable *makings;
  GHashTable *claims;
  PnrPlanDeals *deals;
  GArray *past_prices;
} PnrCheckScene;

/* Returns: (transfer full) (nullable): a sentence that says how @noun breaks the rule */
typedef char *(*PnrCheckFunc) (PnrCheckScene *scene, gpointer noun);

typedef struct {
  const char *code;
  PnrSeverity severity;
  PnrCheckFunc find;
  const char *fix;
} PnrCheckRule;

/* Each ends with a rule without a code. */
extern const PnrCheckRule pnr_check_plan_rules[];
extern const PnrCheckRule pnr_check_product_rules[];
extern const PnrCheckRule pnr_check_relation_rules[];
extern const PnrCheckRule pnr_check_bundle_rules[];
extern const PnrCheckRule pnr_check_scenario_rules[];

/* What others ask of a plan, too. */
gboolean pnr_check_is_upsell_dearer (PnrContents *contents, PnrRelation *relation);
gboolean pnr_check_is_target_sold_out (PnrContents *contents, PnrRelation *relation);
gint64 pnr_check_sum_parts (PnrContents *contents, PnrBundle *bundle);

/* Rules of bundles that look at all offers together. */
char *pnr_check_find_cheaper_way (PnrCheckScene *scene, gpointer noun);
char *pnr_check_find_free_cart (PnrCheckScene *scene, gpointer noun);
char *pnr_check_find_cart_below_cost (PnrCheckScene *scene, gpointer noun);
char *pnr_check_find_gift_loss (PnrCheckScene *scene, gpointer noun);
char *pnr_check_find_more_for_less (PnrCheckScene *scene, gpointer noun);
char *pnr_check_find_stacked_free (PnrCheckScene *scene, gpointer noun);
char *pnr_check_find_stacked_below_cost (PnrCheckScene *scene, gpointer noun);

GHashTable *pnr_check_gather_claims (PnrContents *contents);
char *pnr_check_find_shared_stock (PnrCheckScene *scene, gpointer noun);

char *pnr_check_find_drift (PnrCheckScene *scene, gpointer noun);

char *pnr_check_link_key (PnrRelationKind kind, gint64 from_id, gint64 to_id);
char *pnr_check_making_key (PnrBundle *bundle);

G_END_DECLS
