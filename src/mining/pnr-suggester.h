/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Turns pairs that chance does not explain into proposals for the merchant. */
#pragma once

#include "base/pnr-progress.h"
#include "model/pnr-noun-list.h"
#include "model/pnr-rule-set.h"
#include "model/pnr-suggestion.h"

G_BEGIN_DECLS

/* What is known besides the baskets; everything may be missing. */
typedef struct {
  /* Of PnrProduct, whose ids are the items' ids: titles, categories, prices, margins. */
  PnrNounList *products;
  /* (element-type PnrVerdict): pairs turned down, or put off until a time. */
  GPtrArray *verdicts;
  /* (element-type PnrRelation): what the plan has already. */
  GPtrArray *relations;
  /* UTC seconds, for verdicts that run out. */
  gint64 now;
} PnrSuggesterContext;

GPtrArray *pnr_suggester_propose (PnrRuleSet *pairs, const PnrSuggesterContext *context,
                                  PnrProgress *progress, GError **error);

char *pnr_suggester_dup_bar (PnrBasketSet *baskets);

G_END_DECLS
